//! The calls by which a page makes a sample; they stand in the module that writes workbooks.

use super::Sampler;
use crate::base::json::{Json, object};
use crate::definition::ImportDefinition;
use wasm_bindgen::prelude::*;

/// Looks for a sample. The page does the checks, and hands everything over as JSON.
#[wasm_bindgen]
pub struct SampleMaker {
    sampler: Sampler,
}

#[wasm_bindgen]
impl SampleMaker {
    /// Begins with the definition, the report of the file, and the key that only its owner has.
    ///
    /// # Errors
    /// There is nothing to show.
    #[wasm_bindgen(constructor)]
    pub fn new(definition: &str, report: &str, key: &str) -> Result<SampleMaker, JsValue> {
        let definition = ImportDefinition::parse(definition).map_err(sentence)?;
        let sampler = Sampler::new(&definition, &read(report)?, key.as_bytes());
        Ok(SampleMaker { sampler: sampler.map_err(sentence)? })
    }

    /// Takes rows of the grid; false where no more are wanted.
    ///
    /// # Errors
    /// They are none.
    pub fn push(&mut self, rows: &str) -> Result<bool, JsValue> {
        for row in read(rows)?.as_array().into_iter().flatten().filter(|row| row["cut"] != true) {
            let number =
                row["number"].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or(u32::MAX);
            let cells = row["cells"].as_array().into_iter().flatten();
            let cells = cells.map(|text| text.as_str().unwrap_or_default().to_owned()).collect();
            if !self.sampler.push(number, cells) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What is to be checked next; once nothing is, the sample.
    ///
    /// # Errors
    /// A workbook cannot hold it.
    pub fn candidate(&mut self) -> Result<Vec<u8>, JsValue> {
        self.sampler.candidate().map_err(sentence)
    }

    /// Answers to settings as they are when the candidate is checked, as JSON.
    ///
    /// # Errors
    /// They are none.
    pub fn answers(&self, settings: &str) -> Result<String, JsValue> {
        let mut settings = read(settings)?;
        for answer in settings.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
            match answer {
                Json::String(text) => *text = self.sampler.answer(text),
                Json::Array(all) => {
                    for text in all {
                        *text = Json::from(self.sampler.answer(text.as_str().unwrap_or_default()));
                    }
                }
                _ => {}
            }
        }
        Ok(settings.to_string())
    }

    /// Takes the report of the candidate; whether another is to be checked.
    ///
    /// # Errors
    /// It is none.
    pub fn judge(&mut self, report: &str) -> Result<bool, JsValue> {
        Ok(self.sampler.judge(&read(report)?))
    }

    /// What the sample shows, as JSON: `{ending, rows, same, lost, added, kept, dropped, beyond, encoding}`.
    ///
    /// # Errors
    /// There is none that would keep the values secret.
    pub fn finish(&mut self) -> Result<String, JsValue> {
        let sample = self.sampler.finish().map_err(sentence)?;
        let about = object! {
            "ending": sample.ending, "rows": sample.origin.len(), "same": sample.same, "lost": sample.lost,
            "added": sample.added, "kept": sample.kept, "dropped": sample.dropped, "beyond": sample.beyond,
            "encoding": sample.encoding,
        };
        Ok(about.to_string())
    }
}

fn read(json: &str) -> Result<Json, JsValue> {
    serde_json::from_str(json).map_err(sentence)
}

fn sentence(error: impl ToString) -> JsValue {
    JsValue::from_str(&error.to_string())
}
