//! Tables to measure with: the same bytes every time, of any length, with as much wrong as asked for.

use std::io::{self, Write};

/// What share of the cells is wrong or written in another notation, in thousandths.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Dirt(pub u64);

impl Dirt {
    /// One cell of every row is wrong or in another notation, a different one from row to row.
    pub const EVERY_ROW: Dirt = Dirt(50);
}

/// The columns of the wide table; `benches/orders.json` defines them.
pub const HEADINGS: [&str; 20] = [
    "reference",
    "name",
    "email",
    "city",
    "country",
    "status",
    "start",
    "end",
    "quantity",
    "price",
    "discount",
    "amount",
    "active",
    "category",
    "phone",
    "code",
    "website",
    "comment",
    "owner",
    "updated",
];

const CITIES: [&str; 8] = ["Lyon", "Marseille", "Bruxelles", "Genève", "Lille", "Nantes", "Cork", "Montréal"];
const COUNTRIES: [&str; 6] = ["FR", "BE", "CH", "IE", "CA", "LU"];
const STATUSES: [&str; 4] = ["open", "active", "closed", "pending"];
const CATEGORIES: [&str; 6] = ["hardware", "software", "service", "travel", "training", "other"];
const NAMES: [&str; 8] = ["Martin", "Bernard", "Dubois", "Müller", "Leroy", "O'Brien", "Garcia", "Moreau"];

/// Code and name of a country, a city there, its state, its postcode, the beginning of a phone number.
const PLACES: [[&str; 6]; 8] = [
    ["FR", "France", "Lyon", "", "69003", "+33 4"],
    ["US", "United States", "Boston", "MA", "02108", "+1 617"],
    ["CA", "Canada", "Montréal", "QC", "H2Y 1C6", "+1 514"],
    ["AU", "Australia", "Sydney", "NSW", "2000", "+61 2"],
    ["DE", "Germany", "Köln", "", "50667", "+49 221"],
    ["GB", "United Kingdom", "Leeds", "", "LS1 4AP", "+44 113"],
    ["IE", "Ireland", "Cork", "", "T12 X8N9", "+353 21"],
    ["CH", "Switzerland", "Genève", "", "1204", "+41 22"],
];

/// A small generator of numbers that look random (splitmix64), the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 11) % limit
    }
    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}

/// Writes the wide table: 20 columns, about 200 bytes a row.
pub fn orders(rows: u64, dirt: Dirt, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", HEADINGS.join(","))?;
    each_order(rows, dirt, &mut |cells| {
        for (index, cell) in cells.iter().enumerate() {
            let quoted = cell.contains([',', '"', '\n']);
            let (comma, quote) = (if index > 0 { "," } else { "" }, if quoted { "\"" } else { "" });
            write!(out, "{comma}{quote}{cell}{quote}")?;
        }
        out.write_all(b"\n")
    })
}

/// Gives out the rows of the wide table.
pub fn each_order(rows: u64, dirt: Dirt, row: &mut dyn FnMut(&[String]) -> io::Result<()>) -> io::Result<()> {
    let mut chance = Chance(20);
    for number in 1..=rows {
        let mut cells = clean_cells(number, &mut chance);
        for (index, cell) in cells.iter_mut().enumerate() {
            let chosen = match dirt {
                Dirt::EVERY_ROW => number % HEADINGS.len() as u64 == index as u64,
                Dirt(share) => chance.below(1000) < share,
            };
            if chosen {
                soil(index, cell, &mut chance);
            }
        }
        row(&cells)?;
    }
    Ok(())
}

/// Writes projects with a task and a subtask each, whose order says what belongs to what. Nothing in it is wrong.
#[allow(dead_code)] // The native benchmarks share this file and do without.
pub fn projects(count: u64, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"project name,resource type,resource name,project code,project start date,task budget type\n",
    )?;
    let mut chance = Chance(21);
    for number in 1..=count {
        let name = format!("{} {number}", chance.of(&CATEGORIES));
        let day = format!("2025-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28));
        writeln!(out, "{name},project,{name},P{number:06},{day},")?;
        writeln!(out, "{name},task,Plan,,,none")?;
        writeln!(out, "{name},subtask,\"Meet, then write\",,,none")?;
    }
    Ok(())
}

/// Writes customers with their addresses, as the built-in import of them asks for: 25 columns, of which half are kinds
/// known from tables. Every third country is given by its name; one customer of so many thousand has a country that there is
/// not, or no name.
#[allow(dead_code)] // The native benchmarks share this file and do without.
pub fn customers(rows: u64, Dirt(dirt): Dirt, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"Customer Name,Accounting Reference,Parent Accounting Reference,Status,Contract Type,Billing Address,\
          Billing City,Billing State/County,Billing Postal Code,Billing Country,Phone,Phone Type,Email,Email Type,\
          Website,Payment Terms,Payment Days Due,Purchase Order Number,Billing Method,Billing Account,\
          Account Manager,Account Executive,Special Instructions,Notes,Active\n",
    )?;
    let mut chance = Chance(22);
    for number in 1..=rows {
        let place = PLACES[chance.below(PLACES.len() as u64) as usize];
        let [country, title, city, state, postcode, phone] = place;
        let country: &str = if chance.below(3) == 0 { title } else { country };
        let parent = if chance.below(5) == 0 && number > 1 {
            format!("C{:06}", 1 + chance.below(number - 1))
        } else {
            String::new()
        };
        let name =
            format!("{} {} {number}", chance.of(&NAMES), chance.of(&["Clinic", "Hôpital", "Group", "& Co"]));
        let (name, country) = match number * dirt % 1000 {
            spot if spot >= dirt => (name, country),
            _ if number % 2 == 0 => (String::new(), country),
            _ => (name, "Atlantis"),
        };
        let cells = [
            name,
            format!("C{number:06}"),
            parent,
            "Active".to_owned(),
            "Standard".to_owned(),
            format!("{} Main Street", 1 + chance.below(900)),
            city.to_owned(),
            state.to_owned(),
            postcode.to_owned(),
            country.to_owned(),
            format!("{phone} {:03} {:04}", chance.below(900) + 100, chance.below(9000) + 1000),
            "Business".to_owned(),
            format!("billing{number}@example{}.org", chance.below(40)),
            "Business".to_owned(),
            format!("https://example.org/{number}"),
            chance.of(&["Net 30", "Net 60", ""]).to_owned(),
            chance.of(&["30", "60", ""]).to_owned(),
            format!("PO-{}", chance.below(100_000)),
            chance.of(&["E-mail", "Post"]).to_owned(),
            "Main".to_owned(),
            format!("{} {}", chance.of(&["Anne", "Jean", "Zoé"]), chance.of(&NAMES)),
            String::new(),
            if chance.below(10) == 0 { "Ring the bell at the side door.".to_owned() } else { String::new() },
            String::new(),
            "Yes".to_owned(),
        ];
        writeln!(out, "{}", cells.join(","))?;
    }
    Ok(())
}

fn clean_cells(number: u64, chance: &mut Chance) -> Vec<String> {
    let name = chance.of(&NAMES);
    let day = |c: &mut Chance| format!("20{}-{:02}-{:02}", 20 + c.below(6), 1 + c.below(12), 1 + c.below(28));
    let quantity = chance.below(500);
    let cents = 100 + chance.below(90_000);
    vec![
        format!("R{number:08}"),
        format!("{name} {}", chance.of(&["Anne", "Jean", "Zoé", "Paul", "Chloé"])),
        format!("user{number}@example{}.org", chance.below(40)),
        chance.of(&CITIES).to_owned(),
        chance.of(&COUNTRIES).to_owned(),
        chance.of(&STATUSES).to_owned(),
        day(chance),
        if chance.below(4) == 0 { String::new() } else { day(chance) },
        quantity.to_string(),
        format!("{}.{:02}", cents / 100, cents % 100),
        chance.below(60).to_string(),
        format!("{}.{:02}", quantity * cents / 100, quantity * cents % 100),
        chance.of(&["yes", "no"]).to_owned(),
        chance.of(&CATEGORIES).to_owned(),
        format!(
            "+33 1 {:02} {:02} {:02}",
            chance.below(90) + 10,
            chance.below(90) + 10,
            chance.below(90) + 10
        ),
        format!("{}{}-{:04}", letter(chance), letter(chance), chance.below(10_000)),
        format!("https://example.org/{number}"),
        if chance.below(10) == 0 { format!("first, then step {number}") } else { format!("step {number}") },
        format!("owner{}", chance.below(200)),
        day(chance),
    ]
}

fn letter(chance: &mut Chance) -> char {
    char::from(b'A' + chance.below(26) as u8)
}

/// Makes a cell wrong, or right in another notation.
fn soil(column: usize, cell: &mut String, chance: &mut Chance) {
    let value = std::mem::take(cell);
    *cell = match column {
        0 if chance.below(4) == 0 => format!("R{:08}", chance.below(1000) + 1),
        1 if chance.below(2) == 0 => String::new(),
        2 => value.replace('@', " at "),
        4 => "Atlantis".to_owned(),
        5 if chance.below(2) == 0 => value.to_uppercase(),
        5 => "unknown".to_owned(),
        6 | 7 | 19 => format!("{}/{:02}/2024", 13 + chance.below(15), 1 + chance.below(12)),
        8 => "many".to_owned(),
        9 | 11 if value.contains('.') => value.replace('.', ","),
        10 => "150".to_owned(),
        12 => "perhaps".to_owned(),
        13 => value.to_uppercase(),
        15 => value.to_lowercase(),
        _ => format!(" {value}\u{a0}"),
    };
}
