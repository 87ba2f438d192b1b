//! The short look against the whole way.

use super::super::*;
use crate::definition::ImportDefinition;
use crate::problem::Findings;
use crate::record::context::Settings;
use crate::table::Row;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Fields of every kind, with and without conditions.
const FIELDS: &str = r#"
    {"name":"any"}, {"name":"short","constraints":{"maxLength":4}}, {"name":"long","constraints":{"minLength":4}},
    {"name":"pattern","constraints":{"pattern":"[A-Z]{2}-[0-9]+"}},
    {"name":"listed","constraints":{"enum":["a","A","b c","é","12"]}}, {"name":"switch","type":"boolean"},
    {"name":"mail","format":"email"}, {"name":"site","format":"uri"}, {"name":"uuid","format":"uuid"},
    {"name":"day","type":"date"}, {"name":"french","type":"date","format":"%d/%m/%Y"},
    {"name":"bounded","type":"date","constraints":{"minimum":"2024-02-29","exclusiveMaximum":"2025-03-14"}},
    {"name":"number","type":"number"}, {"name":"integer","type":"integer"},
    {"name":"between","type":"number","constraints":{"minimum":-2.5,"exclusiveMaximum":1200}},
    {"name":"above","type":"integer","constraints":{"exclusiveMinimum":0,"maximum":12}},
    {"name":"year","type":"year"}, {"name":"month","type":"yearmonth"}, {"name":"time","type":"time"},
    {"name":"moment","type":"datetime"}, {"name":"absent","missingValues":["","n/a","0","-"]}"#;

fn definition() -> ImportDefinition {
    ImportDefinition::parse(&format!(r#"{{"name":"own/kinds","fields":[{FIELDS}]}}"#)).unwrap()
}

fn row(cells: impl Iterator<Item = impl AsRef<str>>) -> Row {
    let mut row = Row::new();
    row.clear(2, 2);
    cells.for_each(|cell| row.push_text(cell.as_ref(), Marks::default()));
    row
}

/// How many columns the text passes; in all of them the whole way must agree.
fn passed(definition: &ImportDefinition, text: &str, column: Notation) -> usize {
    let head = row(definition.fields.iter().map(|field| &field.name));
    let layout = crate::record::pairing::pair(&head, 0, definition, &[], &[]);
    let (settings, fills) = (Settings::new(), crate::edits::Fills::default());
    let decisions = crate::edits::Decisions(&[]);
    let context = RuleContext {
        definition,
        layout: &layout,
        settings: &settings,
        decisions,
        tree: None,
        fills: &fills,
        today: None,
        goes_on: false,
    };
    let mut rows = vec![row(definition.fields.iter().map(|_| text))];
    if let Some(number) = text.parse().ok().filter(|number| crate::scalar::number::says(text, *number)) {
        let mut cells = row(std::iter::empty::<&str>());
        definition.fields.iter().for_each(|_| cells.push_exact(number, text, Marks::FORMULA));
        rows.push(cells);
    }
    rows.iter().map(|cells| passed_of(&context, cells, column)).max().unwrap_or(0)
}

fn passed_of(context: &RuleContext<'_>, cells: &Row, column: Notation) -> usize {
    let slots = 0..context.definition.fields.len();
    let judges: Vec<_> = slots.map(|slot| Judge::new(context, slot, column)).collect();
    passed_by(&judges, context, cells)
}

fn passed_by(judges: &[Judge<'_>], context: &RuleContext<'_>, cells: &Row) -> usize {
    let mut count = 0;
    for (slot, judge) in judges.iter().enumerate() {
        let (summary, place) = cells.summary(slot);
        let text = cells.part(place);
        let seen = judge.quick.look(text, &judge.allowed, || judge.country(context, cells));
        let Some(seen) = seen.filter(|_| matches!(summary, CellSummary::Text | CellSummary::Number)) else {
            continue;
        };
        count += 1;
        let (mut findings, severities) = (Findings::keeping(9), BTreeMap::default());
        let mut reporter = Reporter::new(&mut findings, &severities);
        let (mut quick, mut whole) = (Values::default(), Values::default());
        quick.begin(cells);
        quick.push_shown(place, Seen::Other);
        whole.begin(cells);
        judge.look_closely(context, cells, &mut whole, &mut reporter);
        let name = context.field_name(slot);
        assert!(reporter.leaned.is_empty() && !reporter.error && !reporter.warned, "{name}: {text:?}");
        assert!(findings.kept().is_empty(), "{name}: {text:?} {findings:?}");
        assert_eq!(format!("{whole:?}"), format!("{quick:?}"), "{name}: {text:?}");
        if summary == CellSummary::Text {
            noted_alike(context, cells, slot, seen);
        }
    }
    count
}

/// What was seen of a cell says of its column what a look at the cell itself would.
fn noted_alike(context: &RuleContext<'_>, cells: &Row, slot: usize, seen: Seen) {
    let mut values = Values::default();
    values.begin(cells);
    (0..slot).for_each(|_| values.push_nothing());
    values.push_shown(cells.summary(slot).1, seen);
    let survey = || crate::check::survey::Survey::new(context.definition, context.layout);
    let (mut quick, mut whole) = (survey(), survey());
    quick.take(context.layout, cells, Some(&values));
    whole.take(context.layout, cells, None);
    let of = |survey: &crate::check::survey::Survey| format!("{:?}", survey.evidence.get(slot));
    assert_eq!(of(&quick), of(&whole), "{}: {cells:?}", context.field_name(slot));
}

proptest! {
    #[test]
    fn what_passes_is_right_as_it_is(
        text in prop_oneof![
            any::<String>(), "-?[0-9]{1,4}(\\.[0-9]{0,4})?", "[0-9]{1,11}(\\.[0-9]{1,10})?", "[A-Z]{2}-[0-9]{1,3}",
            "20(24|25)-(0[1-4]|12)-(14|29|31)", "(14|29)/(02|03|13)/202[45]", "[a-z]{1,2}@[a-z.]{1,5}", "n/a|true|[abcé1-]{1,3}",
            "https?://[a-z.]{2,6}(/[a-z?]{0,3})?", "[0-2][0-9]:[0-6][0-9](:[0-9]{2})?", "2025-03-14T09:30(:00)?Z?",
            "[0-9]{4}-[0-9]{1,2}", "[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}",
        ],
        decimal in prop_oneof![Just(None), Just(Some(',')), Just(Some('.'))],
        order in prop_oneof![Just(None), Just(Some(Order::MonthDayYear))],
    ) {
        let mut column = Notation::default();
        (column.decimal, column.order) = (decimal, order);
        passed(&definition(), &text, column);
    }
}

/// What is judged by the country of its row: states and postcodes of countries with and without a table, the country by
/// its code, by a name, by none that is known, and absent.
const PLACES: &str = r#"{"name":"own/places","fields":[
    {"name":"state","format":"state","country":"country"}, {"name":"postcode","format":"postcode","country":"country"},
    {"name":"country","format":"country"}, {"name":"zone","format":"time-zone"}]}"#;

proptest! {
    #[test]
    fn what_passes_in_its_country_is_right_as_it_is(
        rows in proptest::collection::vec((
            "MA|ma|QC|NSW|[A-Z]{2}|Massachusetts| MA|N/A|&amp;|3-Mar",
            "[0-9]{4,5}|[0-9]{5}-[0-9]{4}|H2Y ?1C6|LS1 ?4AP|[A-Z0-9 ]{3,7}|1E\\+05",
            "US|us|USA|United States|CA|Canada|GB|IE|FR|France|Atlantis|Congo|",
            "Europe/Paris|europe/paris|Paris|CET|[A-Z]{3}",
        ), 1..4)
    ) {
        let definition = ImportDefinition::parse(PLACES).unwrap();
        let head = row(definition.fields.iter().map(|field| &field.name));
        let layout = crate::record::pairing::pair(&head, 0, &definition, &[], &[]);
        let (settings, fills) = (Settings::new(), crate::edits::Fills::default());
        let decisions = crate::edits::Decisions(&[]);
        let context =
            RuleContext { definition: &definition, layout: &layout, settings: &settings, decisions, tree: None, fills: &fills, today: None, goes_on: false };
        // Judged by judges that have seen the other rows: what they remember changes nothing.
        let judges: Vec<_> = (0..4).map(|slot| Judge::new(&context, slot, Notation::default())).collect();
        for (state, postcode, country, zone) in &rows {
            passed_by(&judges, &context, &row([state, postcode, country, zone].into_iter()));
        }
    }
}

#[test]
fn states_and_postcodes_of_their_country_pass() {
    let definition = ImportDefinition::parse(PLACES).unwrap();
    let head = row(definition.fields.iter().map(|field| &field.name));
    let layout = crate::record::pairing::pair(&head, 0, &definition, &[], &[]);
    let (settings, fills) = (Settings::new(), crate::edits::Fills::default());
    let decisions = crate::edits::Decisions(&[]);
    let context = RuleContext {
        definition: &definition,
        layout: &layout,
        settings: &settings,
        decisions,
        tree: None,
        fills: &fills,
        today: None,
        goes_on: false,
    };
    let judges: Vec<_> = (0..4).map(|slot| Judge::new(&context, slot, Notation::default())).collect();
    for (cells, passing) in [
        (["MA", "02108", "United States", "Europe/Paris"], 4),
        (["MA", "H2Y 1C6", "CA", "Europe/Paris"], 3),
        (["MA", "02108", "FR", "Europe/Paris"], 4),
        (["Nowhere", "?", "Atlantis", "Mars"], 2),
    ] {
        assert_eq!(passed_by(&judges, &context, &row(cells.iter())), passing, "{cells:?}");
    }
}

/// The short look is worth having only if usual cells pass.
#[test]
fn usual_cells_pass() {
    let definition = definition();
    let evidence = Notation::default();
    for text in [
        "AB-12",
        "b c",
        "true",
        "ana@acme.fr",
        "https://acme.fr/a",
        "2024-12-31",
        "14/03/2025",
        "-0.5",
        "1199.99",
        "12",
        "2025-03",
        "09:30",
        "2025-03-14T09:30:00Z",
        "123e4567-e89b-12d3-a456-426614174000",
    ] {
        // Two columns take any text.
        assert!(passed(&definition, text, evidence) > 2, "{text}");
    }
    assert_eq!(passed(&definition, "Müller", evidence), 2);
}
