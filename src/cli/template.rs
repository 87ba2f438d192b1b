//! `template`: the blank file of an import. `guide`: the page to print for whoever fills it in.

use super::outputs::{Outputs, refuse_taken};
use super::{Failure, language, no_import, refused, unfit, whole_text};
use clap::Args;
use import_checker::{ImportDefinition, Lang, Whole};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct TemplateArguments {
    /// Import, such as those that `imports` lists.
    #[arg(required_unless_present = "definition")]
    import: Option<String>,
    /// A definition of your own, as a JSON file.
    #[arg(long, value_name = "FILE", conflicts_with = "import")]
    definition: Option<PathBuf>,
    /// File to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Replaces a file that is there already.
    #[arg(long)]
    force: bool,
}

/// Makes a file from a definition.
type Make = fn(&ImportDefinition, Lang) -> Result<Vec<u8>, Failure>;

pub(super) fn run(arguments: &TemplateArguments) -> Result<ExitCode, Failure> {
    made(arguments, written)
}

pub(super) fn guide(arguments: &TemplateArguments) -> Result<ExitCode, Failure> {
    made(arguments, |definition, lang| Ok(import_checker::guide(definition, lang).into_bytes()))
}

fn made(arguments: &TemplateArguments, make: Make) -> Result<ExitCode, Failure> {
    let lang = language();
    let file = match (&arguments.definition, &arguments.import) {
        (Some(path), _) => {
            let text = whole_text(path, Whole::Definition)?;
            make(&ImportDefinition::parse(&text).map_err(|e| unfit(path, &e, lang))?, lang)?
        }
        (None, name) => {
            let name = name.as_deref().unwrap_or_default();
            let all = import_checker::builtin::definitions()?;
            let Some(definition) = all.iter().find(|d| d.name == name) else {
                return Err(no_import(name, &all));
            };
            make(definition, lang)?
        }
    };
    let target = &arguments.out;
    let inputs: Vec<PathBuf> = arguments.definition.iter().cloned().collect();
    refuse_taken(std::slice::from_ref(target), &inputs, arguments.force)?;
    let mut out = Outputs::begin(target)?;
    out.write_all(&file).map_err(|e| refused(target, &e))?;
    let mut outputs = Outputs::new(arguments.force);
    outputs.take(out)?;
    outputs.put_in_place()?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "xlsx-out")]
fn written(definition: &ImportDefinition, lang: Lang) -> Result<Vec<u8>, Failure> {
    Ok(import_checker::xlsx_out::template(definition, lang)?)
}

#[cfg(not(feature = "xlsx-out"))]
fn written(_: &ImportDefinition, _: Lang) -> Result<Vec<u8>, Failure> {
    Err(super::failure(
        [
            "This program was built without workbooks. Use one that was built with the feature xlsx-out.",
            "Ce programme a été construit sans les classeurs. Utilisez-en un qui a été construit avec la fonction xlsx-out.",
        ],
        &[],
    ))
}
