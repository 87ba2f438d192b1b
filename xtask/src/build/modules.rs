//! JavaScript modules made from other files: under the strict policy of the page only scripts can be loaded, so data,
//! WebAssembly and the worker travel as modules.

use super::{Options, address, files, flag, minify};
use crate::run::{command, output, run_quietly};
use crate::tools;
use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// `NAME_wasm_inline.js`: the WebAssembly, compressed, as base64, and its types. A server that compresses takes out again
/// what base64 adds; of base64 of what is not compressed it would leave a third more.
pub fn inline_wasm(name: &str, code: &[u8], pkg: &Path) -> Result<()> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(code)?;
    let text = format!("export default \"{}\";\n", STANDARD.encode(packed.finish()?));
    fs::write(pkg.join(format!("{name}_wasm_inline.js")), text)?;
    declare(
        &pkg.join(format!("{name}_wasm_inline.d.ts")),
        "The WebAssembly as base64 of its raw deflate.",
        "string",
    )
}

/// One module per definition under `imports/`, and `index.js` with all of them in the order of `index.json`.
pub fn imports(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let catalogue = match fs::read_to_string(folder.join("index.json")) {
        Ok(text) => text,
        Err(_) => "null".to_owned(),
    };
    let mut definitions = Vec::new();
    for file in files(folder)?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "json")) {
        let id = address(&file.with_extension(""), folder);
        if id == "index" {
            continue;
        }
        let text = fs::read_to_string(file)?;
        let value: Value =
            serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
        let module = file.with_extension("js");
        let value = if id.ends_with(".schema") { value } else { without_examples(value) };
        fs::write(&module, format!("export default {value};\n"))?;
        // The schema of definitions is for whoever writes one.
        if id.ends_with(".schema") {
            declare(&module.with_extension("d.ts"), "The JSON Schema of definitions.", "any")?;
        } else {
            definitions.push((id, value));
        }
    }
    definitions.sort_by_key(|(id, _)| catalogue.find(&format!("\"{id}\"")).unwrap_or(usize::MAX));
    // All in one file: the page wants every one of them, and one request is quicker than many.
    let mut index = String::from("export default [\n");
    for (id, definition) in &definitions {
        writeln!(index, "{{ id: \"{id}\", definition: {definition} }},")?;
    }
    let catalogue: Value = serde_json::from_str(&catalogue).context("imports/index.json is not JSON")?;
    writeln!(index, "];\nexport const catalogue = {catalogue};")?;
    fs::write(folder.join("index.js"), index)?;
    // The element knows which imports there are before it loads any of them.
    let ids: Vec<&str> = definitions.iter().map(|(id, _)| id.as_str()).collect();
    let known = folder.with_file_name("model").join("import-ids.js");
    fs::write(&known, format!("export default {};\n", serde_json::to_string(&ids)?))?;
    fs::remove_file(known.with_extension("d.ts"))?;
    let types = "/** Every built-in definition under its id, such as `system/import`. */\n\
        declare const builtIn: { id: string, definition: any }[];\nexport default builtIn;\n\
        /** The content of `index.json`: which systems and imports exist. */\nexport declare const catalogue: any;\n";
    Ok(fs::write(folder.join("index.d.ts"), types)?)
}

/// A definition as the page loads it: a check does not run what the definition shows as right or wrong.
fn without_examples(mut definition: Value) -> Value {
    let own = definition.as_object_mut();
    own.into_iter().for_each(|own| drop(own.remove("examples")));
    let rules = definition.get_mut("rules").and_then(Value::as_array_mut);
    for rule in rules.into_iter().flatten().filter_map(Value::as_object_mut) {
        rule.remove("examples");
    }
    definition
}

/// `pkg/worker_text.js`: the worker and all it imports as one classic script, held as text. Started from a `blob:`
/// address it inherits the page's policy and needs no second request.
pub fn worker_text(stage: &Path, options: Options) -> Result<()> {
    let bundle = stage.join("pkg/worker_bundle.js");
    let mut esbuild = minify::esbuild(stage)?;
    // A classic script has no address of its own; the page always hands over the compiled module.
    esbuild.arg(stage.join("worker.js"));
    esbuild.args(["--bundle", "--format=iife", "--define:import.meta.url=self.location.href"]);
    match run_quietly(esbuild.arg(flag("--outfile", &bundle))) {
        // Half-done work on the engine should not keep anyone from looking at the page.
        Err(error) if options.quick => {
            println!("The worker cannot be built, so nothing can be checked:\n{error:#}");
            fs::write(&bundle, "throw new Error('This build has no worker.');\n")?;
        }
        other => other?,
    }
    if !options.quick {
        minify::script(&bundle)?;
    }
    fs::write(stage.join("pkg/worker_text.js"), text_module(&fs::read_to_string(&bundle)?))?;
    fs::remove_file(&bundle)?;
    declare(
        &stage.join("pkg/worker_text.d.ts"),
        "The worker with all it imports, as a classic script.",
        "string",
    )
}

/// `pkg/inflate.js`: what takes the modules apart in browsers that cannot, with the library that does it.
pub fn inflate(stage: &Path) -> Result<()> {
    let entry = stage.join("engine/inflate.js");
    let module = stage.join("pkg/inflate.js");
    let mut esbuild = minify::esbuild(stage)?;
    esbuild.args(["--bundle", "--format=esm"]).arg(&entry);
    run_quietly(esbuild.arg(flag("--outfile", &module)))?;
    fs::remove_file(entry)?;
    let types = "/** Takes raw deflate apart; it throws where it is none. */\n\
        export declare function inflateSync(packed: Uint8Array): Uint8Array<ArrayBuffer>;\n";
    Ok(fs::write(module.with_extension("d.ts"), types)?)
}

/// `element/styles.js` from `element/styles.css`.
pub fn styles(stage: &Path, options: Options) -> Result<()> {
    let folder = stage.join("element");
    let sheet = folder.join("styles.css");
    let mut text = fs::read_to_string(&sheet)?;
    if !options.quick {
        let small = folder.join("styles.min.css");
        run_quietly(minify::esbuild(stage)?.arg("--minify").arg(&sheet).arg(flag("--outfile", &small)))?;
        text = fs::read_to_string(&small)?;
        fs::remove_file(small)?;
    }
    fs::remove_file(sheet)?;
    fs::remove_file(folder.join("styles.d.ts"))?;
    Ok(fs::write(folder.join("styles.js"), text_module(text.trim()))?)
}

/// The French texts in the order of the English ones, whose keys they share: the keys travel once.
pub fn locales(stage: &Path) -> Result<()> {
    let script = r#"
        const load = async (file) => (await import(file)).default;
        const [en, fr] = await Promise.all(process.argv.slice(1).map(load));
        const missing = Object.keys({ ...en, ...fr }).filter((key) => !(key in en && key in fr));
        if (missing.length) throw new Error(`Texts in one language only: ${missing.join(", ")}`);
        console.log(JSON.stringify(Object.keys(en).map((key) => fr[key])));
    "#;
    let french = stage.join("locales/fr.js");
    let mut node = command(tools::node()?);
    node.args(["--input-type=module", "--eval", script]).arg(stage.join("locales/en.js")).arg(&french);
    let values = output(&mut node)?;
    let text = format!(
        "import en from \"./en.js\";\nconst values = {};\n\
         export default Object.fromEntries(Object.keys(en).map((key, at) => [key, values[at]]));\n",
        values.trim()
    );
    Ok(fs::write(french, text)?)
}

/// A module that is one text. Between backticks, quotation marks need no escape.
fn text_module(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
    format!("export default `{text}`;\n")
}

fn declare(file: &Path, comment: &str, kind: &str) -> Result<()> {
    Ok(fs::write(file, format!("/** {comment} */\ndeclare const value: {kind};\nexport default value;\n"))?)
}
