//! The closed list of rules a definition may ask for.

use super::node::{Loaded, Node};
use super::{Field, SettingValue, TranslatedText};
use crate::problem::Severity;

/// One line under `rules`: what is demanded, of which records, and how bad it is when it does not hold.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What is demanded.
    pub demand: Demand,
    /// Of which records; of all when empty.
    pub when: When,
    /// How bad it is, when not as the problem says.
    pub severity: Option<Severity>,
    /// Why the system asks for it, in the customer's words.
    pub note: TranslatedText,
}

/// What a rule demands. Numbers are field indices.
#[derive(Clone, Debug)]
pub enum Demand {
    /// `required`: each of these fields is filled.
    Required(Vec<usize>),
    /// `forbidden`: each of these fields is empty; clearing is asked for.
    Forbidden(Vec<usize>),
    /// `unused`: the server does not use these fields here; they are emptied unless kept.
    Unused(Vec<usize>),
    /// `at-least`: so many of these fields are filled.
    AtLeast(usize, Vec<usize>),
    /// `together`: all of these fields are filled, or none.
    Together(Vec<usize>),
    /// `same-as`: the first field repeats the second.
    SameAs(usize, usize),
    /// `different-from`: the first field differs from the second.
    DifferentFrom(usize, usize),
    /// `same-as-parent`: the field repeats that of the row it belongs to.
    SameAsParent(usize),
    /// `inherited`: when empty, the value of the row it belongs to is used; said as a warning.
    Inherited(Vec<usize>),
    /// `not-before`: the first date is not before the second.
    NotBefore(usize, usize),
    /// `product`: the result is the product of the factors, within an absolute or relative tolerance.
    Product {
        /// The product.
        result: usize,
        /// The two factors.
        factors: [usize; 2],
        /// Absolute tolerance.
        absolute: f64,
        /// Tolerance relative to the result.
        relative: f64,
    },
    /// `not-zero`: the field is not 0 while the other is above 0.
    NotZero(usize, usize),
    /// `doubtful`: a value outside these bounds (or exactly this one) is accepted but worth a look.
    Doubtful {
        /// The field.
        field: usize,
        /// Doubtful above this.
        above: Option<f64>,
        /// Doubtful when equal to this.
        equal: Option<f64>,
    },
    /// `limit`: another system keeps less: greatest length and characters it refuses.
    Limit {
        /// The field.
        field: usize,
        /// Greatest number of characters.
        max_length: Option<usize>,
        /// Characters that are not accepted.
        characters: Vec<char>,
    },
    /// `unique`: the combination occurs once, in the file or among the rows of one parent.
    Unique {
        /// The fields.
        fields: Vec<usize>,
        /// Only among rows that belong to the same row.
        among_siblings: bool,
    },
    /// `sum-limit`: the sum of a field over records that agree in others does not pass a limit.
    SumLimit {
        /// The number that is summed.
        field: usize,
        /// The fields that must agree.
        by: Vec<usize>,
        /// The limit.
        maximum: f64,
    },
    /// `unavailable`: these fields (or the whole row) cannot be used; said as a warning.
    Unavailable(Vec<usize>),
    /// `unverifiable`: whether these values exist can only be known by the server; said once per column.
    Unverifiable(Vec<usize>),
    /// `default-applies`: when empty, the server fills in a default; said once per column.
    DefaultApplies(Vec<usize>),
    /// `sensitive`: other people can read this column; said once per column.
    Sensitive(Vec<usize>),
    /// `needs-child`: the value names a row of another file that has rows below it, so a further field is needed.
    GroupNeeds {
        /// The field that names the row.
        field: usize,
        /// The field that must then be filled.
        needs: usize,
        /// The import whose file has the outline.
        resource: String,
        /// The fields here and there that identify the row.
        by: Vec<(usize, String)>,
        /// The value of the kind field there.
        kind: String,
    },
}

/// Conditions that must all hold; no conditions hold always.
#[derive(Clone, Debug, Default)]
pub struct When(pub Vec<Condition>);

/// One condition.
#[derive(Clone, Debug)]
pub enum Condition {
    /// About a field of the record itself.
    Field(usize, Test),
    /// About a field of the row it belongs to (`@parent:FIELD`).
    Parent(usize, Test),
    /// Whether rows belong to it that make it a group (`@group`).
    Group(bool),
    /// What the customer answered (`@setting:NAME`).
    Setting(String, SettingValue),
}

/// What is asked of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It is one of these.
    OneOf(Vec<String>),
    /// It is none of these.
    NoneOf(Vec<String>),
    /// It is filled.
    Filled,
    /// It is empty.
    Blank,
}

/// The names of all rules, in the order of [`Demand`].
pub(super) const RULES: &[&str] = &[
    "required",
    "forbidden",
    "unused",
    "at-least",
    "together",
    "same-as",
    "different-from",
    "same-as-parent",
    "inherited",
    "not-before",
    "product",
    "not-zero",
    "doubtful",
    "limit",
    "unique",
    "sum-limit",
    "unavailable",
    "unverifiable",
    "default-applies",
    "sensitive",
    "group-needs",
];

/// Looks field names up and complains with the nearest one.
pub(super) struct Names<'a>(pub(super) &'a [Field]);

impl Names<'_> {
    pub(super) fn find(&self, node: &Node<'_>) -> Loaded<usize> {
        let name = node.text()?;
        self.named(node, name)
    }

    fn named(&self, node: &Node<'_>, name: &str) -> Loaded<usize> {
        match self.0.iter().position(|f| f.name == name) {
            Some(index) => Ok(index),
            None => {
                let names: Vec<&str> = self.0.iter().map(|f| f.name.as_str()).collect();
                node.wrong_word(format!("there is no field “{name}”"), &names)
            }
        }
    }

    pub(super) fn list(&self, node: &Node<'_>) -> Loaded<Vec<usize>> {
        let found: Loaded<Vec<usize>> = node.list_or_one()?.iter().map(|n| self.find(n)).collect();
        match found {
            Ok(list) if list.is_empty() => node.wrong("at least one field is expected"),
            other => other,
        }
    }

    fn one(&self, node: &Node<'_>, key: &str) -> Loaded<usize> {
        self.find(&node.need(key)?)
    }

    fn some(&self, node: &Node<'_>) -> Loaded<Vec<usize>> {
        self.list(&node.need("fields")?)
    }
}

fn number(node: &Node<'_>, key: &str) -> Loaded<Option<f64>> {
    match node.get(key) {
        None => Ok(None),
        Some(n) => match n.json.as_f64() {
            Some(f) => Ok(Some(f)),
            None => n.wrong("a number is expected"),
        },
    }
}

impl Rule {
    pub(super) fn load(node: &Node<'_>, names: &Names<'_>) -> Loaded<Rule> {
        let name = node.need("rule")?;
        let demand = Demand::load(name.text()?, node, names)?;
        let Some((demand, words)) = demand else {
            return name.wrong_word(format!("there is no rule “{}”", name.text()?), RULES);
        };
        let mut allowed = vec!["rule", "when", "severity", "note", "translations"];
        allowed.extend_from_slice(words);
        node.only(&allowed)?;
        let when = match node.get("when") {
            Some(n) => When::load(&n, names)?,
            None => When::default(),
        };
        let severity = match node.get("severity") {
            Some(n) => Some(severity(&n)?),
            None => None,
        };
        Ok(Rule { demand, when, severity, note: node.words("note")? })
    }
}

pub(super) fn severity(node: &Node<'_>) -> Loaded<Severity> {
    let name = node.text()?;
    match Severity::of(name) {
        Some(severity) => Ok(severity),
        None => node.wrong_word(format!("“{name}” is not a severity"), &["error", "warning", "notice"]),
    }
}

impl Demand {
    /// The demand of that name and the words it takes beside the common ones; nothing when there is no such rule.
    fn load(
        name: &str,
        node: &Node<'_>,
        names: &Names<'_>,
    ) -> Loaded<Option<(Demand, &'static [&'static str])>> {
        const FIELDS: &[&str] = &["fields"];
        const PAIR: &[&str] = &["field", "other"];
        let pair = || Ok((names.one(node, "field")?, names.one(node, "other")?));
        Ok(Some(match name {
            "required" => (Demand::Required(names.some(node)?), FIELDS),
            "forbidden" => (Demand::Forbidden(names.some(node)?), FIELDS),
            "unused" => (Demand::Unused(names.some(node)?), FIELDS),
            "together" => (Demand::Together(names.some(node)?), FIELDS),
            "inherited" => (Demand::Inherited(names.some(node)?), FIELDS),
            "unverifiable" => (Demand::Unverifiable(names.some(node)?), FIELDS),
            "default-applies" => (Demand::DefaultApplies(names.some(node)?), FIELDS),
            "sensitive" => (Demand::Sensitive(names.some(node)?), FIELDS),
            "unavailable" => {
                let fields = node.get("fields").map_or(Ok(Vec::new()), |n| names.list(&n))?;
                (Demand::Unavailable(fields), FIELDS)
            }
            "at-least" => {
                let (count, fields) = (node.need("count")?.whole()?, names.some(node)?);
                if count > fields.len() {
                    return node.wrong("“count” is more than there are fields");
                }
                (Demand::AtLeast(count, fields), &["count", "fields"])
            }
            "same-as" => pair().map(|(a, b)| (Demand::SameAs(a, b), PAIR))?,
            "different-from" => pair().map(|(a, b)| (Demand::DifferentFrom(a, b), PAIR))?,
            "not-before" => pair().map(|(a, b)| (Demand::NotBefore(a, b), PAIR))?,
            "not-zero" => pair().map(|(a, b)| (Demand::NotZero(a, b), PAIR))?,
            "same-as-parent" => (Demand::SameAsParent(names.one(node, "field")?), &["field"]),
            "product" => (Demand::product(node, names)?, &["result", "factors", "absolute", "relative"]),
            "doubtful" => {
                let (above, equal) = (number(node, "above")?, number(node, "equal")?);
                if above.is_none() && equal.is_none() {
                    return node.wrong("“above” or “equal” is missing");
                }
                (
                    Demand::Doubtful { field: names.one(node, "field")?, above, equal },
                    &["field", "above", "equal"],
                )
            }
            "limit" => {
                let max_length = node.if_there("maxLength", Node::whole)?;
                let characters = node.get("characters").map(|n| n.text()).transpose()?.unwrap_or("");
                let field = names.one(node, "field")?;
                (
                    Demand::Limit { field, max_length, characters: characters.chars().collect() },
                    &["field", "maxLength", "characters"],
                )
            }
            "unique" => {
                let among_siblings = node.get("amongSiblings").map_or(Ok(false), |n| n.bool())?;
                (Demand::Unique { fields: names.some(node)?, among_siblings }, &["fields", "amongSiblings"])
            }
            "sum-limit" => {
                let Some(maximum) = number(node, "maximum")? else {
                    return node.wrong("“maximum” is missing");
                };
                let by = names.list(&node.need("by")?)?;
                (
                    Demand::SumLimit { field: names.one(node, "field")?, by, maximum },
                    &["field", "by", "maximum"],
                )
            }
            "group-needs" => {
                (Demand::group_needs(node, names)?, &["field", "needs", "resource", "by", "kind"])
            }
            _ => return Ok(None),
        }))
    }

    fn product(node: &Node<'_>, names: &Names<'_>) -> Loaded<Demand> {
        let factors = names.list(&node.need("factors")?)?;
        let [a, b] = factors[..] else { return node.wrong("two “factors” are expected") };
        Ok(Demand::Product {
            result: names.one(node, "result")?,
            factors: [a, b],
            absolute: number(node, "absolute")?.unwrap_or(0.01),
            relative: number(node, "relative")?.unwrap_or(0.0),
        })
    }

    fn group_needs(node: &Node<'_>, names: &Names<'_>) -> Loaded<Demand> {
        let mut by = Vec::new();
        for (here, there) in node.need("by")?.entries()? {
            by.push((names.named(&there, here)?, there.text()?.to_owned()));
        }
        Ok(Demand::GroupNeeds {
            field: names.one(node, "field")?,
            needs: names.one(node, "needs")?,
            resource: node.need("resource")?.text()?.to_owned(),
            by,
            kind: node.need("kind")?.text()?.to_owned(),
        })
    }
}

impl When {
    pub(super) fn load(node: &Node<'_>, names: &Names<'_>) -> Loaded<When> {
        let conditions: Loaded<Vec<Condition>> = node
            .entries()?
            .into_iter()
            .map(|(key, value)| {
                if key == "@group" {
                    Ok(Condition::Group(value.bool()?))
                } else if let Some(field) = key.strip_prefix("@parent:") {
                    Ok(Condition::Parent(names.named(&value, field)?, Test::load(&value)?))
                } else if let Some(setting) = key.strip_prefix("@setting:") {
                    Ok(Condition::Setting(setting.to_owned(), setting_value(&value)?))
                } else if key.starts_with('@') {
                    value.wrong_word(
                        format!("“{key}” is not a condition"),
                        &["@group", "@parent:FIELD", "@setting:NAME"],
                    )
                } else {
                    Ok(Condition::Field(names.named(&value, key)?, Test::load(&value)?))
                }
            })
            .collect();
        Ok(When(conditions?))
    }
}

impl Test {
    fn load(node: &Node<'_>) -> Loaded<Test> {
        if node.json.is_object() {
            let map = node.only(&["filled", "not"])?;
            if let Some(not) = node.get("not") {
                return Ok(Test::NoneOf(texts(&not)?));
            }
            return match map.get("filled").and_then(serde_json::Value::as_bool) {
                Some(true) => Ok(Test::Filled),
                Some(false) => Ok(Test::Blank),
                None => node
                    .wrong("{ \"filled\": true }, { \"filled\": false } or { \"not\": [ … ] } is expected"),
            };
        }
        Ok(Test::OneOf(texts(node)?))
    }
}

fn texts(node: &Node<'_>) -> Loaded<Vec<String>> {
    node.list_or_one()?.iter().map(Node::scalar).collect()
}

pub(super) fn setting_value(node: &Node<'_>) -> Loaded<SettingValue> {
    if let Ok(yes) = node.bool() {
        return Ok(SettingValue::Bool(yes));
    }
    if let Ok(text) = node.text() {
        return Ok(SettingValue::Text(text.to_owned()));
    }
    if node.json.is_array() {
        return Ok(SettingValue::List(texts(node)?));
    }
    node.wrong("true, false, a text or a list of texts is expected")
}
