//! Names of months and days of the week in English, French, German and Spanish.

use crate::scalar::text::fold;

/// One line per month, in the folded form with accents as letters have them.
const MONTHS: &str = "\
jan january janv janvier januar jänner ene enero
feb february fev févr fév février fevr fevrier februar febrero
mar march mars mär märz mrz marzo
apr april avr avril abr abril
may mai mayo
jun june juin juni junio
jul july juil juillet juli julio
aug august août aout ago agosto
sep sept september septembre septiembre setiembre
oct october octobre okt oktober octubre
nov november novembre noviembre
dec december déc décembre decembre dez dezember dic diciembre";

const WEEKDAYS: &str = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday \
    sun sunday lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche montag dienstag mittwoch \
    donnerstag freitag samstag sonntag lunes martes miércoles miercoles jueves viernes sábado sabado domingo";

/// The number of the month that a word names.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = fold(word);
    let line = MONTHS.lines().position(|names| names.split(' ').any(|name| name == word))?;
    u8::try_from(line + 1).ok()
}

/// Whether a word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    let word = fold(word);
    WEEKDAYS.split_whitespace().any(|name| name == word)
}
