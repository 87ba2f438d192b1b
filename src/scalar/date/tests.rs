use super::*;

fn brief(reading: DateReading) -> String {
    let written = |w: Written| {
        let short = if w.short_year { " short" } else { "" };
        format!("{} {:?} {:?}{short}", w.date, w.order, w.notation)
    };
    match reading {
        DateReading::Iso(date) => format!("iso {date}"),
        DateReading::Converted(w) => written(w),
        DateReading::Ambiguous { day_first, month_first } => {
            format!(
                "{} or {}{}",
                day_first.date,
                month_first.date,
                if day_first.short_year { " short" } else { "" }
            )
        }
        DateReading::Partial { year, month, day } => {
            let part = |n: Option<u16>| n.map_or("?".to_owned(), |n| n.to_string());
            format!("partial {} {} {}", part(year), part(month.map(u16::from)), part(day.map(u16::from)))
        }
        DateReading::WithTime { day, month_first, time } => {
            let other = month_first.map_or(String::new(), |w| format!(" or {}", w.date));
            format!("{}{other} at {}{}", day.date, time.seconds, if time.zoned { " zoned" } else { "" })
        }
        DateReading::Serial(date) => format!("serial {date}"),
        DateReading::NotReal { month_end } => {
            format!("not real{}", month_end.map_or(String::new(), |end| format!(", ends {end}")))
        }
        DateReading::Not => "not".to_owned(),
    }
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(brief(read(text)), *expected, "{text:?}");
    }
}

#[test]
fn the_servers_own_form() {
    check(&[
        ("2025-03-14", "iso 2025-03-14"),
        (" 2024-02-29\u{a0}", "iso 2024-02-29"),
        ("0001-01-01", "iso 0001-01-01"),
    ]);
}

#[test]
fn digits_with_one_reading() {
    check(&[
        ("14/03/2025", "2025-03-14 DayMonthYear Slashes"),
        ("03/14/2025", "2025-03-14 MonthDayYear Slashes"),
        ("14.3.2025", "2025-03-14 DayMonthYear Points"),
        ("14-03-2025", "2025-03-14 DayMonthYear Dashes"),
        ("14-3-25", "2025-03-14 DayMonthYear Dashes short"),
        ("3/14/25", "2025-03-14 MonthDayYear Slashes short"),
        ("31/12/99", "1999-12-31 DayMonthYear Slashes short"),
        ("31/12/49", "2049-12-31 DayMonthYear Slashes short"),
        ("31/12/50", "1950-12-31 DayMonthYear Slashes short"),
        ("99-03-14", "1999-03-14 YearMonthDay Dashes short"),
        ("2025/03/14", "2025-03-14 YearMonthDay Slashes"),
        ("2025.3.4", "2025-03-04 YearMonthDay Points"),
        ("2025-3-4", "2025-03-04 YearMonthDay Dashes"),
        ("20250314", "2025-03-14 YearMonthDay Compact"),
        ("14 03 2025", "2025-03-14 DayMonthYear Blanks"),
        ("14 / 03 / 2025", "2025-03-14 DayMonthYear Slashes"),
        ("14‑03‑2025", "2025-03-14 DayMonthYear Dashes"),
        ("03/03/2025", "2025-03-03 Either Slashes"),
        ("２０２５/０３/１４", "2025-03-14 YearMonthDay Slashes"),
    ]);
}

#[test]
fn day_and_month_could_change_places() {
    check(&[
        ("04/05/2025", "2025-05-04 or 2025-04-05"),
        ("1.2.2025", "2025-02-01 or 2025-01-02"),
        ("4-5-25", "2025-05-04 or 2025-04-05 short"),
        ("12/11/2025 08:00", "2025-11-12 or 2025-12-11 at 28800"),
    ]);
}

#[test]
fn months_with_names() {
    check(&[
        ("14 mars 2025", "2025-03-14 DayMonthYear Named"),
        ("1er février 2025", "2025-02-01 DayMonthYear Named"),
        ("1 FEVR. 2025", "2025-02-01 DayMonthYear Named"),
        ("14 août 2025", "2025-08-14 DayMonthYear Named"),
        ("vendredi 14 mars 2025", "2025-03-14 DayMonthYear Named"),
        ("mar. 15 avril 2025", "2025-04-15 DayMonthYear Named"),
        ("March 14, 2025", "2025-03-14 MonthDayYear Named"),
        ("March 14th, 2025", "2025-03-14 MonthDayYear Named"),
        ("Friday, March 14, 2025", "2025-03-14 MonthDayYear Named"),
        ("14-Mar-25", "2025-03-14 DayMonthYear Named short"),
        ("14Mar2025", "2025-03-14 DayMonthYear Named"),
        ("14/Sept./2025", "2025-09-14 DayMonthYear Named"),
        ("2025-Dec-01", "2025-12-01 YearMonthDay Named"),
        ("14. März 2025", "2025-03-14 DayMonthYear Named"),
        ("14 de marzo de 2025", "2025-03-14 DayMonthYear Named"),
        ("30 février 2025", "not real, ends 2025-02-28"),
    ]);
}

#[test]
fn parts_missing() {
    check(&[
        ("2025-03", "partial 2025 3 ?"),
        ("03/2025", "partial 2025 3 ?"),
        ("2025", "partial 2025 ? ?"),
        ("mars 2025", "partial 2025 3 ?"),
        ("Mar-25", "partial ? 3 25"),
        ("14 mars", "partial ? 3 14"),
    ]);
}

#[test]
fn times_behind_the_date() {
    check(&[
        ("2025-03-14T10:00:00Z", "2025-03-14 at 36000 zoned"),
        ("2025-03-14T00:00:00", "2025-03-14 at 0"),
        ("2025-03-14 10:30", "2025-03-14 at 37800"),
        ("2025-03-14T10:30:15.123+02:00", "2025-03-14 at 37815 zoned"),
        ("2025-03-14 10:30:15 -0500", "2025-03-14 at 37815 zoned"),
        ("14/03/2025 14h30", "2025-03-14 at 52200"),
        ("14 mars 2025 à 14h30", "2025-03-14 at 52200"),
        ("3/14/2025 2:30 PM", "2025-03-14 at 52200"),
        ("3/14/2025 12:00 a.m.", "2025-03-14 at 0"),
        ("March 14, 2025 at 9:05 pm", "2025-03-14 at 75900"),
        ("30/02/2025 10:00", "not real, ends 2025-02-28"),
        ("2025-03-14 25:00", "not"),
        ("2025-03-14 10:75", "not"),
        ("2025-03-14 14:00 PM", "not"),
        ("10:30", "not"),
    ]);
}

#[test]
fn days_that_never_were() {
    check(&[
        ("2024-02-30", "not real, ends 2024-02-29"),
        ("2023-02-29", "not real, ends 2023-02-28"),
        ("31/04/2025", "not real, ends 2025-04-30"),
        ("04/31/2025", "not real, ends 2025-04-30"),
        ("00/00/0000", "not real"),
        ("0000-00-00", "not real"),
        ("2025-13-01", "not real"),
        ("2025-00-10", "not real"),
        ("13/13/2025", "not real"),
        ("32/01/2025", "not real"),
        ("2025-14-03", "not real"),
    ]);
}

#[test]
fn not_dates() {
    check(&[("45730", "serial 2025-03-14"), ("45730.5", "serial 2025-03-14")]);
    for text in [
        "",
        "-",
        "abc",
        "1/2",
        "1/2/3",
        "14/03/202",
        "14/03-2025",
        "14/03/2025/1",
        "12345678",
        "20251345",
        "1234567",
        "19999",
        "80000",
        "99999",
        "0",
        "1.5",
        "52.50",
        "1,200",
        "march",
        "mars",
        "may be",
        "14 pommes 2025",
        "14 mars 2025 matin",
        "A-1-2025",
        "1-2-3-4",
        "192.168.1.1",
        "06 12 34 56 78",
        "3 months",
        "1//2025",
        "//",
        "12:30",
        "Q1 2025",
        "2025-W11",
        "mars avril 2025",
        "14 mars avril 2025",
        "-2025-03-14",
        "2025-03-14x",
        "0999",
        "2200",
        "14 15 mars 2025",
        "1999.5",
    ] {
        assert_eq!(read(text), DateReading::Not, "{text:?}");
    }
}

#[test]
fn the_column_decides() {
    use Order::{DayMonthYear, MonthDayYear};
    for (cells, expected) in [
        (&["14/03/2025", "04/05/2025"] as &[&str], Some(DayMonthYear)),
        (&["03/14/2025", "04/05/2025 10:00"], Some(MonthDayYear)),
        (&["04/05/2025", "05/05/2025"], None),
        (&["14/03/2025", "03/14/2025"], None),
        (&["14 mars 2025", "2025-03-14", "14-Mar-25"], None),
        (&["31/04/2025"], None),
        (&["14/03/2025 10:00"], Some(DayMonthYear)),
    ] {
        let mut evidence = DateEvidence::default();
        cells.iter().for_each(|cell| evidence.note(cell));
        assert_eq!(evidence.decide(), expected, "{cells:?}");
    }
}

#[test]
fn counts_with_samples() {
    let (mut first, mut second) = (DateEvidence::default(), DateEvidence::default());
    for cell in ["14/03/2025", "15/03/2025", "04/05/2025", "2025-03-14", "2025/3/14"] {
        first.note(cell);
    }
    second.note("03/14/2025");
    first.absorb(second);
    assert_eq!((first.day_only, first.month_only, first.ambiguous, first.iso), (2, 1, 1, 2));
    assert_eq!(first.shown_as(Order::DayMonthYear), ["04/05/2025 → 2025-05-04"]);
    assert_eq!(first.shown_as(Order::MonthDayYear), ["04/05/2025 → 2025-04-05"]);
    assert!(first.is_mixed());
}

#[test]
fn read_in_a_column_that_decided() {
    for (text, order, expected) in [
        ("04/05/2025", Some(Order::DayMonthYear), "2025-05-04 DayMonthYear Slashes"),
        ("04/05/2025", Some(Order::MonthDayYear), "2025-04-05 MonthDayYear Slashes"),
        ("04/05/2025", None, "2025-05-04 or 2025-04-05"),
        ("04/05/2025 1:00", Some(Order::MonthDayYear), "2025-04-05 at 3600"),
        ("04/05/2025 1:00", Some(Order::DayMonthYear), "2025-05-04 at 3600"),
        ("14/03/2025", Some(Order::MonthDayYear), "2025-03-14 DayMonthYear Slashes"),
        ("2025-03-14", Some(Order::MonthDayYear), "iso 2025-03-14"),
    ] {
        assert_eq!(brief(read_as(text, order)), expected, "{text} {order:?}");
    }
}
