//! Time zones by their IANA name, and the other names under which people know them.

use super::super::choice;
use super::super::text::{fold, trim};
use super::Place;
use super::zones::{OTHER_NAMES, WINDOWS, ZONES};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Judges a time zone.
#[must_use]
pub(crate) fn time_zone(text: &str) -> Place {
    if text == "UTC" || text == "Etc/UTC" {
        return Place::Good;
    }
    let names = names();
    let wanted = name_key(text);
    match names.zones.get(&wanted) {
        Some(zone) if zone == text => return Place::Good,
        Some(zone) => return Place::Spelling(zone.clone()),
        None => {}
    }
    let other = names.others.get(&wanted).copied().or_else(|| windows(&wanted)).map(str::to_owned);
    let other = other.or_else(|| offset(&wanted)).or_else(|| city(text)).or_else(|| listed_cities(text));
    other.map_or(Place::Unknown, Place::Suggestion)
}

/// The time zone that a text was probably meant to be.
#[must_use]
pub(crate) fn near_time_zone(text: &str) -> Option<&'static str> {
    let names = names();
    let by_city = |text: &str| choice::near(text, names.cities.keys().map(String::as_str));
    let whole = choice::near(text, names.zones.values().map(String::as_str));
    whole.or_else(|| by_city(text).and_then(|city| names.cities.get(city)).map(String::as_str))
}

struct Names {
    /// Keys to IANA names.
    zones: BTreeMap<String, String>,
    /// Keys of last parts to IANA names.
    cities: BTreeMap<String, String>,
    others: BTreeMap<String, &'static str>,
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Names { zones: BTreeMap::new(), cities: BTreeMap::new(), others: BTreeMap::new() };
        for line in ZONES.lines() {
            let (area, places) = line.split_once(' ').unwrap_or((line, ""));
            for place in places.split(' ') {
                let zone = format!("{area}/{place}");
                let city = place.rsplit('/').next().unwrap_or(place);
                names.cities.entry(name_key(city)).or_insert_with(|| zone.clone());
                names.zones.insert(name_key(&zone), zone);
            }
        }
        for hours in 0..=14 {
            for zone in [format!("Etc/GMT-{hours}"), format!("Etc/GMT+{hours}")] {
                if hours <= 12 || zone.contains('-') {
                    names.zones.insert(name_key(&zone), zone);
                }
            }
        }
        names.zones.insert("utc".to_owned(), "UTC".to_owned());
        let pairs = OTHER_NAMES.split(' ').filter_map(|pair| pair.split_once('='));
        names.others.extend(pairs.map(|(name, zone)| (name_key(name), zone)));
        names
    })
}

/// Lower case, blanks as underscores, none around a slash.
fn name_key(text: &str) -> String {
    fold(text).replace(" / ", "/").replace(' ', "_")
}

/// `Eastern Standard Time`, `Eastern Time (US & Canada)`, `W. Europe Standard Time`.
fn windows(key: &str) -> Option<&'static str> {
    let cut = key.split_once("_(").map_or(key, |(name, _)| name);
    let name = ["_standard_time", "_daylight_time", "_summer_time", "_time"]
        .iter()
        .find_map(|end| cut.strip_suffix(end))?;
    let mut pairs = WINDOWS.split(' ').filter_map(|pair| pair.split_once('='));
    pairs.find(|(windows, _)| windows.eq_ignore_ascii_case(name)).map(|(_, zone)| zone)
}

/// `GMT+1`, `UTC-05:00`: whole hours have a name, in which the sign is turned round.
fn offset(key: &str) -> Option<String> {
    let rest = key.strip_prefix("gmt").or_else(|| key.strip_prefix("utc")).unwrap_or(key);
    let rest = rest.trim_start_matches('_').replace('−', "-");
    let (sign, digits) =
        rest.strip_prefix('+').map(|d| ('-', d)).or_else(|| rest.strip_prefix('-').map(|d| ('+', d)))?;
    let hours = digits
        .strip_suffix(":00")
        .or_else(|| digits.strip_suffix("00").filter(|h| h.len() == 2))
        .unwrap_or(digits);
    let fits = (1..=2).contains(&hours.len()) && hours.bytes().all(|b| b.is_ascii_digit());
    let hours: u8 = hours.parse().ok().filter(|_| fits)?;
    let limit = if sign == '-' { 14 } else { 12 };
    match hours {
        0 => Some("UTC".to_owned()),
        h if h <= limit => Some(format!("Etc/GMT{sign}{h}")),
        _ => None,
    }
}

/// `Dublin`, `New York`.
fn city(text: &str) -> Option<String> {
    names().cities.get(&name_key(text)).cloned()
}

/// `(UTC+01:00) Amsterdam, Berlin, Bern`.
fn listed_cities(text: &str) -> Option<String> {
    let (_, cities) = trim(text).strip_prefix('(')?.split_once(')')?;
    cities.split(',').find_map(|name| city(trim(name)))
}
