//! Which keys are collected from which files: read off the definitions before any row is looked at.

use crate::base::sorting;
use crate::definition::value::Class;
use crate::definition::{
    Condition, FieldKind, ForeignKey, ImportDefinition, TextFormat, TranslatedText, When,
};
use crate::problem::Severity;
use crate::rules::uniqueness::is_folded;
use crate::rules::{AcrossFiles, rule_of};
use std::sync::Arc;

/// One part of a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeyPart {
    pub(super) field: usize,
    /// Compared without regard to case and blanks.
    pub(super) folded: bool,
    /// Compared as numbers: `1`, `1.0` and `01` are one.
    pub(super) number: bool,
    /// The field of the row that the row belongs to.
    pub(super) of_parent: bool,
}

/// How rows of an import are found: by which fields, and which rows count.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) parts: Vec<KeyPart>,
    /// Only rows with one of these values.
    pub(super) filter: Vec<(usize, Vec<String>)>,
    /// Only rows that other rows make a group.
    pub(super) groups: bool,
}

/// What it means when the row named by a link is there, or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It must be there.
    Exists,
    /// When it is there, this field must be filled.
    Needs(usize),
}

/// Records of one import name a record of another, or of their own.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The fields here, with how they are compared.
    pub(super) parts: Vec<KeyPart>,
    /// The import that holds the other record.
    pub(super) resource: String,
    /// The plan and shape there; absent when no such file is loaded.
    pub(super) target: Option<(usize, usize)>,
    pub(super) purpose: Purpose,
    pub(super) when: When,
    pub(super) severity: Option<Severity>,
    pub(super) note: TranslatedText,
    pub(super) no_cycle: bool,
    pub(super) skips: bool,
    /// Links that compare fewer of the same fields: where one of them failed, this one has nothing to add.
    pub(super) covers: Vec<usize>,
    /// The link that finds the one row whose other fields are compared here.
    pub(super) identity: Option<usize>,
    /// The name of the last field there, for messages when no file is loaded.
    pub(super) their_field: String,
}

/// What is collected from every file of one import.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) definition: Arc<ImportDefinition>,
    /// How others find rows of this import.
    pub(super) shapes: Vec<Shape>,
    pub(super) links: Vec<Link>,
    /// Fields of rows that shapes compare for the rows below them.
    pub(super) looked_up: Vec<KeyPart>,
}

fn part(definition: &ImportDefinition, field: usize, of_parent: bool) -> KeyPart {
    let own = definition.fields.get(field);
    let folded = own.is_some_and(|f| is_folded(&f.kind));
    KeyPart { field, folded, number: own.is_some_and(|f| f.class() == Class::Number), of_parent }
}

/// The fields of a target by their names; nothing when one does not exist there.
fn parts(there: &ImportDefinition, names: &[String]) -> Option<Vec<KeyPart>> {
    let find = |name: &String| {
        let (bare, of_parent) = match name.strip_prefix("@parent:") {
            Some(bare) => (bare, true),
            None => (name.as_str(), false),
        };
        Some(part(there, there.field(bare)?, of_parent))
    };
    names.iter().map(find).collect()
}

fn shape_of_key(there: &ImportDefinition, key: &ForeignKey) -> Option<Shape> {
    let filter = key
        .filter
        .iter()
        .map(|(name, values)| Some((there.field(name)?, values.clone())))
        .collect::<Option<_>>()?;
    Some(Shape { parts: parts(there, &key.reference)?, filter, groups: false })
}

fn shape_of_group(there: &ImportDefinition, by: &[(usize, String)], kind: &str) -> Option<Shape> {
    let names: Vec<String> = by.iter().map(|(_, name)| name.clone()).collect();
    let filter = vec![(there.outline.as_ref()?.kind, vec![kind.to_owned()])];
    Some(Shape { parts: parts(there, &names)?, filter, groups: true })
}

/// One plan for each definition, in their order.
pub(super) fn plans(definitions: &[Arc<ImportDefinition>], all: &[Arc<ImportDefinition>]) -> Vec<Plan> {
    let new = |d: &Arc<ImportDefinition>| Plan {
        definition: Arc::clone(d),
        shapes: Vec::new(),
        links: Vec::new(),
        looked_up: Vec::new(),
    };
    let mut plans: Vec<Plan> = definitions.iter().map(new).collect();
    for index in 0..plans.len() {
        let links = links(index, &mut plans, all);
        plans[index].links = links;
    }
    for plan in &mut plans {
        let parents = plan.shapes.iter().flat_map(|s| &s.parts).filter(|p| p.of_parent);
        plan.looked_up = parents.cloned().collect();
        sorting::sort(&mut plan.looked_up);
        plan.looked_up.dedup();
    }
    plans
}

fn links(index: usize, plans: &mut [Plan], all: &[Arc<ImportDefinition>]) -> Vec<Link> {
    let definition = Arc::clone(&plans[index].definition);
    let mut links = Vec::new();
    for key in &definition.foreign_keys {
        let resource = if key.resource.is_empty() { &definition.name } else { &key.resource };
        let shape = |there: &ImportDefinition| shape_of_key(there, key);
        let draft = Link {
            parts: key.fields.iter().map(|f| part(&definition, *f, false)).collect(),
            purpose: Purpose::Exists,
            when: key.when.clone(),
            severity: key.severity,
            note: key.note.clone(),
            no_cycle: key.no_cycle && *resource == definition.name,
            skips: key.skips,
            their_field: key.reference.last().cloned().unwrap_or_default(),
            ..blank(resource)
        };
        links.push(aimed(draft, plans, all, shape));
    }
    for rule in &definition.rules {
        let Some(AcrossFiles { field, needs, resource, by, kind }) = rule_of(rule).and_then(|r| r.batch())
        else {
            continue;
        };
        let mut when = rule.when.clone();
        when.0.push(Condition::Field(field, crate::definition::Test::Filled));
        when.0.push(Condition::Field(needs, crate::definition::Test::Blank));
        let draft = Link {
            parts: by.iter().map(|(f, _)| part(&definition, *f, false)).collect(),
            purpose: Purpose::Needs(needs),
            when,
            severity: rule.severity,
            note: rule.note.clone(),
            their_field: by.last().map(|(_, name)| name.clone()).unwrap_or_default(),
            ..blank(resource)
        };
        links.push(aimed(draft, plans, all, |there| shape_of_group(there, by, kind)));
    }
    relate(&mut links, plans);
    links
}

fn blank(resource: &str) -> Link {
    Link {
        parts: Vec::new(),
        resource: resource.to_owned(),
        target: None,
        purpose: Purpose::Exists,
        when: When::default(),
        severity: None,
        note: TranslatedText::default(),
        no_cycle: false,
        skips: false,
        covers: Vec::new(),
        identity: None,
        their_field: String::new(),
    }
}

/// Finds the shape a link aims at, and compares as the other side does.
fn aimed(
    mut link: Link,
    plans: &mut [Plan],
    all: &[Arc<ImportDefinition>],
    shape: impl Fn(&ImportDefinition) -> Option<Shape>,
) -> Link {
    let loaded = plans.iter().position(|p| p.definition.name == link.resource);
    let there = match loaded {
        Some(plan) => Some(Arc::clone(&plans[plan].definition)),
        None => all.iter().find(|d| d.name == link.resource).cloned(),
    };
    let Some(shape) = there.and_then(|d| shape(&d)) else { return link };
    for (here, there) in link.parts.iter_mut().zip(&shape.parts) {
        here.folded = there.folded;
        here.number = there.number;
    }
    let Some(plan) = loaded else { return link };
    let shapes = &mut plans[plan].shapes;
    let known = shapes.iter().position(|s| *s == shape);
    let index = known.unwrap_or_else(|| {
        shapes.push(shape);
        shapes.len() - 1
    });
    link.target = Some((plan, index));
    link
}

/// Which links compare fewer of the same fields as others do.
fn relate(links: &mut [Link], plans: &[Plan]) {
    let fields: Vec<Vec<usize>> = links.iter().map(|l| l.parts.iter().map(|p| p.field).collect()).collect();
    for index in 0..links.len() {
        let within = |other: &usize| {
            let o = &fields[*other];
            o.len() < fields[index].len() && o.iter().all(|f| fields[index].contains(f))
        };
        let exists = |other: &usize| links[*other].purpose == Purpose::Exists;
        let covers: Vec<usize> = (0..links.len()).filter(within).filter(exists).collect();
        let identity = covers.iter().copied().find(|o| identifies(&links[*o], &links[index], plans));
        links[index].identity = identity;
        links[index].covers = covers;
    }
}

/// Whether `single` finds the one row that `link` compares more fields of.
fn identifies(single: &Link, link: &Link, plans: &[Plan]) -> bool {
    let (Some((plan, a)), Some((other, b))) = (single.target, link.target) else { return false };
    let Some(plan) = plans.get(plan).filter(|_| plan == other) else { return false };
    let (Some(a), Some(b)) = (plan.shapes.get(a), plan.shapes.get(b)) else { return false };
    let [only] = a.parts.as_slice() else { return false };
    b.parts.contains(only) && plan.definition.unique_keys.iter().any(|key| *key == [only.field])
}

impl Link {
    /// The field here that a finding is about.
    pub(super) fn field(&self) -> usize {
        self.parts.last().map_or(0, |p| p.field)
    }
}

/// Whether a field holds references: texts whose leading zeros count.
pub(super) fn is_reference(definition: &ImportDefinition, field: usize) -> bool {
    definition.fields.get(field).is_some_and(|f| f.kind == FieldKind::Text(TextFormat::Reference))
}
