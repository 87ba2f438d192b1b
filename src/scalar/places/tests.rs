use super::*;

fn spelling(text: &str) -> Place {
    Place::Spelling(text.to_owned())
}
fn suggestion(text: &str) -> Place {
    Place::Suggestion(text.to_owned())
}

#[test]
fn countries() {
    for (text, expected) in [
        ("FR", Place::Good),
        ("France", Place::Good),
        ("Allemagne", Place::Good),
        ("Côte d’Ivoire", Place::Good),
        ("Côte d'Ivoire", Place::Good),
        ("fr", spelling("FR")),
        ("FRANCE", spelling("France")),
        ("Etats-Unis", spelling("États-Unis")),
        ("cote d ivoire", spelling("Côte d’Ivoire")),
        ("USA", spelling("US")),
        ("U.S.A.", spelling("US")),
        ("UK", spelling("GB")),
        ("the Netherlands", spelling("Netherlands")),
        ("Antigua and Barbuda", spelling("Antigua & Barbuda")),
        ("FRA", spelling("FR")),
        ("England", suggestion("GB")),
        ("Holland", suggestion("NL")),
        ("Korea", suggestion("KR")),
        ("Atlantis", Place::Unknown),
        ("XX", Place::Unknown),
        ("", Place::Unknown),
        ("F", Place::Unknown),
    ] {
        assert_eq!(country(text), expected, "{text}");
    }
    assert_eq!(country_code("royaume-uni"), Some("GB"));
    assert_eq!(country_code("nowhere"), None);
    assert_eq!(near_country("Germny"), Some("Germany"));
    assert_eq!(near_country("Xyzzy"), None);
}

#[test]
fn every_code_is_known() {
    assert_eq!(COUNTRIES.split('\n').count(), 249);
    for line in COUNTRIES.split('\n') {
        let code = line.get(..2).unwrap_or("");
        assert_eq!(country(code), Place::Good, "{line}");
        assert_eq!(country_code(code), Some(code), "{line}");
        let english = line.get(6..).and_then(|names| names.split('|').next()).unwrap_or("");
        assert_eq!(country_code(english), Some(code), "{line}");
    }
}

#[test]
fn states_by_country() {
    for (country, text, expected) in [
        ("US", "NY", Place::Good),
        ("US", "ny", spelling("NY")),
        ("US", "New York", spelling("NY")),
        ("US", "N.Y.", spelling("NY")),
        ("US", "QC", Place::Unknown),
        ("CA", "Québec", spelling("QC")),
        ("CA", "Quebec", spelling("QC")),
        ("CA", "Colombie-Britannique", spelling("BC")),
        ("AU", "NSW", Place::Good),
        ("AU", "victoria", spelling("VIC")),
        ("US", "", Place::Unknown),
        ("IE", "Dublin", Place::NotJudged),
    ] {
        assert_eq!(state(country, text), expected, "{country} {text}");
    }
    assert_eq!(near_state("US", "Californa"), Some("CA"));
    assert_eq!(near_state("US", "Dublin"), None);
    assert_eq!((state_sample("CA"), state_sample("FR")), (Some("AB"), None));
    let codes: std::collections::BTreeSet<_> =
        STATES_US.split('|').filter_map(|e| e.split(' ').next()).collect();
    assert_eq!(codes.len(), 59);
}

#[test]
fn postcodes_by_country() {
    for (country, text, expected) in [
        ("US", "02134", Place::Good),
        ("US", "02134-1234", Place::Good),
        ("US", "021341234", spelling("02134-1234")),
        ("US", "2134", suggestion("02134")),
        ("US", "2134-1234", suggestion("02134-1234")),
        ("US", "213", Place::Unknown),
        ("US", "A2134", Place::Unknown),
        ("CA", "K1A 0B1", Place::Good),
        ("CA", "k1a0b1", spelling("K1A 0B1")),
        ("CA", "K1A-0B1", spelling("K1A 0B1")),
        ("CA", "D1A 0B1", Place::Unknown),
        ("GB", "SW1A 1AA", Place::Good),
        ("GB", "m1 1ae", spelling("M1 1AE")),
        ("GB", "EC1A1BB", spelling("EC1A 1BB")),
        ("GB", "SW1A 1CA", Place::Unknown),
        ("GB", "75001", Place::Unknown),
        ("IE", "D02 AF30", Place::Good),
        ("IE", "D6W XY12", Place::Good),
        ("IE", "d02af30", spelling("D02 AF30")),
        ("IE", "D2", Place::Unknown),
        ("IE", "A6W XY12", Place::Unknown),
        ("FR", "7500", Place::NotJudged),
        ("GB", "é1 1AE", Place::Unknown),
        ("GB", "", Place::Unknown),
    ] {
        assert_eq!(postcode(country, text), expected, "{country} {text}");
    }
    for country in ["US", "CA", "GB", "IE"] {
        let sample = postcode_sample(country).unwrap_or("");
        assert_eq!(postcode(country, sample), Place::Good, "{country}");
    }
}

#[test]
fn time_zones() {
    for (text, expected) in [
        ("Europe/Dublin", Place::Good),
        ("America/Argentina/Buenos_Aires", Place::Good),
        ("UTC", Place::Good),
        ("Etc/GMT-1", Place::Good),
        ("Asia/Calcutta", Place::Good),
        ("europe/dublin", spelling("Europe/Dublin")),
        ("America/New York", spelling("America/New_York")),
        ("Europe / Dublin", spelling("Europe/Dublin")),
        ("EST", suggestion("America/New_York")),
        ("cet", suggestion("Europe/Paris")),
        ("US/Eastern", suggestion("America/New_York")),
        ("Eastern Standard Time", suggestion("America/New_York")),
        ("Eastern Time (US & Canada)", suggestion("America/New_York")),
        ("W. Europe Standard Time", suggestion("Europe/Berlin")),
        ("GMT+1", suggestion("Etc/GMT-1")),
        ("UTC-05:00", suggestion("Etc/GMT+5")),
        ("UTC+0100", suggestion("Etc/GMT-1")),
        ("GMT", suggestion("Europe/London")),
        ("GMT+0", suggestion("UTC")),
        ("Dublin", suggestion("Europe/Dublin")),
        ("new york", suggestion("America/New_York")),
        ("(UTC+01:00) Amsterdam, Berlin, Bern", suggestion("Europe/Amsterdam")),
        ("UTC+15", Place::Unknown),
        ("UTC+05:30", Place::Unknown),
        ("Europe/Atlantis", Place::Unknown),
        ("", Place::Unknown),
        ("Time", Place::Unknown),
        ("+353 1 555 0100", Place::Unknown),
    ] {
        assert_eq!(time_zone(text), expected, "{text}");
    }
    assert_eq!(near_time_zone("Europe/Dubln"), Some("Europe/Dublin"));
    assert_eq!(near_time_zone("Dubln"), Some("Europe/Dublin"));
    assert_eq!(near_time_zone("Somewhere else"), None);
}

#[test]
fn every_suggested_zone_is_known() {
    let pairs = zones::OTHER_NAMES.split(' ').chain(zones::WINDOWS.split(' '));
    for (name, zone) in pairs.filter_map(|pair| pair.split_once('=')) {
        assert_eq!(time_zone(zone), Place::Good, "{name}");
    }
}

#[test]
fn every_currency_is_found() {
    let codes: Vec<&str> = CURRENCIES.split(' ').collect();
    assert!(codes.is_sorted() && codes.len() > 150);
    for code in codes {
        assert_eq!(currency(code), Place::Good, "{code}");
    }
}

#[test]
fn currencies() {
    for (text, expected) in [
        ("EUR", Place::Good),
        ("eur", spelling("EUR")),
        (" usd ", spelling("USD")),
        ("€", suggestion("EUR")),
        ("euros", suggestion("EUR")),
        ("US$", suggestion("USD")),
        ("XYZ", Place::Unknown),
        ("", Place::Unknown),
        ("EURO", suggestion("EUR")),
    ] {
        assert_eq!(currency(text), expected, "{text}");
    }
}
