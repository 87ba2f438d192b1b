//! Arguments made into a command, and what is wrong with them, in the language that they ask for. Each command declares its
//! own options in its own file, as `check.rs`; their help in other languages is `help.json`.

use super::{Arguments, Failure, either, failure, language, speak};
use clap::builder::{Resettable, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory, Error, FromArgMatches};
use import_checker::problem::Detail;
use serde_json::Value as Json;
use std::ffi::OsString;

/// The texts of the help, by language and by their English text.
const TEXTS: &str = include_str!("help.json");

/// What the arguments say. Help and version are printed, and end the program.
pub(super) fn parse() -> Result<Arguments, Failure> {
    let given: Vec<OsString> = std::env::args_os().collect();
    if let Some(tag) = tag(&given) {
        speak(&tag)?;
    }
    let matches = command(language().tag()).try_get_matches_from(given);
    match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => {
            speak(&arguments.lang)?;
            Ok(arguments)
        }
        Err(error) if error.use_stderr() => Err(Failure(sentence(&error))),
        Err(help) => help.exit(),
    }
}

/// The language that is asked for, which must be known before anything is said of the other arguments.
fn tag(given: &[OsString]) -> Option<String> {
    let mut words = given.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().map(std::borrow::Cow::into_owned);
        }
        if let Some(tag) = word.strip_prefix("--lang=") {
            return Some(tag.to_owned());
        }
    }
    None
}

/// The command with its help in a language; in English where the help is not translated.
fn command(tag: &str) -> Command {
    let all: Json = serde_json::from_str(TEXTS).unwrap_or_default();
    let mut command = Arguments::command();
    let Some(texts) = all.get(tag) else { return command };
    // Help and version are known only afterwards.
    command.build();
    translated(command, texts)
}

fn text<'t>(texts: &'t Json, english: &str) -> Option<&'t str> {
    texts.get(english)?.as_str()
}

fn translated(command: Command, texts: &Json) -> Command {
    let own = |english: Option<&StyledStr>| text(texts, &english?.to_string()).map(str::to_owned);
    let (about, long_about) = (own(command.get_about()), own(command.get_long_about()));
    let heading = |english: &str| text(texts, english).unwrap_or(english).to_owned();
    let template = format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}", heading("Usage:"));
    let mut command = command.help_template(template).subcommand_help_heading(heading("Commands"));
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(about) = long_about {
        command = command.long_about(about);
    }
    let (arguments, options) = (heading("Arguments"), heading("Options"));
    command = command.mut_args(|arg| {
        let heading = if arg.is_positional() { arguments.clone() } else { options.clone() };
        translated_argument(arg, texts).help_heading(heading)
    });
    command.mut_subcommands(|command| translated(command, texts))
}

/// Defaults and possible values stand in the help, whose words for them are English otherwise.
fn translated_argument(arg: Arg, texts: &Json) -> Arg {
    let Some(own) = arg.get_help().and_then(|help| text(texts, &help.to_string())) else { return arg };
    let mut help = own.to_owned();
    let mut add = |label: &str, values: Vec<String>| {
        if let Some(label) = text(texts, label).filter(|_| !values.is_empty()) {
            help += &format!(" [{label} {}]", values.join(", "));
        }
    };
    if arg.get_action().takes_values() {
        let defaults = arg.get_default_values().iter();
        add("default:", defaults.map(|value| value.to_string_lossy().into_owned()).collect());
        add(
            "possible values:",
            arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect(),
        );
    }
    arg.help(help).long_help(Resettable::Reset).hide_default_value(true).hide_possible_values(true)
}

/// What is wrong with the arguments, with what to do at the end.
fn sentence(error: &Error) -> String {
    let several = |kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    let one = |kind| several(kind).join(", ");
    let names = |kind| either(&several(kind).iter().map(String::as_str).collect::<Vec<_>>());
    let (arg, value) = (one(ContextKind::InvalidArg), one(ContextKind::InvalidValue));
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    let near = near.into_iter().flat_map(several).next();
    let option = arg.starts_with('-');
    let phrase = match error.kind() {
        ErrorKind::UnknownArgument if option && near.is_some() => [
            "There is no option “{arg}”. Did you mean “{near}”? Look it up with --help.",
            "Il n’y a pas d’option «\u{a0}{arg}\u{a0}». Vouliez-vous dire «\u{a0}{near}\u{a0}»\u{a0}? Cherchez-la avec --help.",
        ],
        ErrorKind::UnknownArgument if option => [
            "There is no option “{arg}”. Look it up with --help.",
            "Il n’y a pas d’option «\u{a0}{arg}\u{a0}». Cherchez-la avec --help.",
        ],
        ErrorKind::UnknownArgument => [
            "“{arg}” is more than this command takes. Leave it out, or look the command up with --help.",
            "«\u{a0}{arg}\u{a0}» est de trop pour cette commande. Retirez-le, ou cherchez la commande avec --help.",
        ],
        ErrorKind::InvalidSubcommand => [
            "There is no command “{command}”. Choose {commands}.",
            "Il n’y a pas de commande «\u{a0}{command}\u{a0}». Choisissez {commands}.",
        ],
        ErrorKind::InvalidValue if value.is_empty() && several(ContextKind::ValidValue).is_empty() => [
            "“{arg}” is without a value. Write one behind it.",
            "«\u{a0}{arg}\u{a0}» est sans valeur. Écrivez-en une derrière.",
        ],
        ErrorKind::InvalidValue if value.is_empty() => [
            "“{arg}” is without a value. Choose {values}.",
            "«\u{a0}{arg}\u{a0}» est sans valeur. Choisissez {values}.",
        ],
        ErrorKind::InvalidValue => [
            "“{value}” is no value of “{arg}”. Choose {values}.",
            "«\u{a0}{value}\u{a0}» n’est pas une valeur de «\u{a0}{arg}\u{a0}». Choisissez {values}.",
        ],
        ErrorKind::ValueValidation => [
            "“{value}” is no value of “{arg}”: {reason}. Correct it.",
            "«\u{a0}{value}\u{a0}» n’est pas une valeur de «\u{a0}{arg}\u{a0}»\u{a0}: {reason}. Corrigez-la.",
        ],
        ErrorKind::MissingRequiredArgument => [
            "“{arg}” is missing. Add it, or look the command up with --help.",
            "«\u{a0}{arg}\u{a0}» manque. Ajoutez-le, ou cherchez la commande avec --help.",
        ],
        ErrorKind::ArgumentConflict
            if one(ContextKind::PriorArg).is_empty() || one(ContextKind::PriorArg) == arg =>
        {
            [
                "“{arg}” stands there twice. Leave one out.",
                "«\u{a0}{arg}\u{a0}» est là deux fois. Retirez-en un.",
            ]
        }
        ErrorKind::ArgumentConflict => [
            "“{arg}” and “{prior}” do not go together. Leave one out.",
            "«\u{a0}{arg}\u{a0}» et «\u{a0}{prior}\u{a0}» ne vont pas ensemble. Retirez-en un.",
        ],
        // Without any command, its help is what is wanted.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            return command(language().tag()).render_help().to_string().trim_end().to_owned();
        }
        _ => [
            "The command cannot be understood. Look it up with --help.",
            "La commande n’est pas comprise. Cherchez-la avec --help.",
        ],
    };
    let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let commands: Vec<String> =
        Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    let details: [(&'static str, Detail); 8] = [
        ("arg", arg.as_str().into()),
        ("value", value.as_str().into()),
        ("near", near.unwrap_or_default().into()),
        ("command", one(ContextKind::InvalidSubcommand).into()),
        ("commands", either(&commands)),
        ("values", names(ContextKind::ValidValue)),
        ("prior", one(ContextKind::PriorArg).into()),
        ("reason", reason.into()),
    ];
    failure(phrase, &details).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn said(command: &Command, all: &mut BTreeSet<String>) {
        let texts = [command.get_about(), command.get_long_about()].into_iter().flatten();
        all.extend(texts.map(ToString::to_string));
        for arg in command.get_arguments() {
            all.extend(arg.get_help().filter(|_| !arg.is_hide_set()).map(ToString::to_string));
        }
        command.get_subcommands().for_each(|command| said(command, all));
    }

    #[test]
    fn every_text_of_the_help_is_there_in_every_language() {
        let mut english = Arguments::command();
        english.build();
        let mut all: BTreeSet<String> =
            ["Usage:", "Commands", "Arguments", "Options", "default:", "possible values:"]
                .map(str::to_owned)
                .into();
        said(&english, &mut all);
        let texts: Json = serde_json::from_str(TEXTS).unwrap();
        let tags = import_checker::languages::all().into_iter().map(|language| language.tag);
        for tag in tags.filter(|tag| tag != "en") {
            let known: BTreeSet<String> = texts[&tag].as_object().unwrap().keys().cloned().collect();
            let lacking: Vec<&String> = all.difference(&known).collect();
            assert!(lacking.is_empty(), "{tag} lacks {lacking:#?}");
            let left: Vec<&String> = known.difference(&all).collect();
            assert!(left.is_empty(), "{tag} has what nobody says: {left:#?}");
            let mut own = BTreeSet::new();
            said(&command(&tag), &mut own);
            let english: Vec<&String> = all.intersection(&own).collect();
            assert!(english.is_empty(), "{tag} says in English: {english:#?}");
        }
    }
}
