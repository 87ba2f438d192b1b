//! Order and ancestry: who stands above whom, and in which block. The tree itself is built in `outline.rs`.

use crate::base::blank::shows_nothing;
use crate::definition::Outline;
use crate::problem::{Detail, Finding, Grade, Place};
use crate::record::context::{RecordContext, Reporter};
use crate::record::outline::{Fault, NONE, Node, Tree};
use crate::record::outline_problems::{
    ATTACHED_TO_LEAF, BLOCK_INTERRUPTED, CHILD_BEFORE_PARENT, OWNER_BY_POSITION, ROOT_DECLARED_TWICE,
    ROOT_NOT_DECLARED, UNKNOWN_KIND_OF_ROW,
};
use crate::record::values::{State, Values};

/// Says what is wrong with the place of a record, and what it belongs to by its place alone.
pub(crate) fn check(at: &RecordContext<'_>, values: &mut Values, reporter: &mut Reporter<'_>) {
    let context = at.file;
    let (Some(outline), Some(node), Some(tree)) = (&context.definition.outline, at.node, context.tree) else {
        return;
    };
    // Without one of these columns every row would be out of place; the missing column is told instead.
    if !context.layout.has(outline.kind) || !context.layout.has(outline.root) {
        return;
    }
    if node.renamed != NONE
        && let Some(name) = tree.root_name(node.renamed)
    {
        values.replace(outline.root, name, &ROOT_NOT_DECLARED);
    }
    unknown_kind(at, outline, values, reporter);
    match node.fault {
        Fault::None => {}
        // An empty cell is told by its own rule.
        Fault::Undeclared if !values.is_filled(outline.root) => {}
        Fault::Undeclared => reporter.add_in(&ROOT_NOT_DECLARED, context.column_of(outline.root), || {
            undeclared(at, outline, tree, values)
        }),
        Fault::NoParent => {
            reporter.add(&CHILD_BEFORE_PARENT, None, || no_parent(at, node, outline, tree, values));
        }
        Fault::Repeated => reporter.add(&ROOT_DECLARED_TWICE, None, || {
            let first = tree.first_declared(values.text(outline.root)).unwrap_or(0);
            let other = Detail::Phrase(["row {first}", "la ligne {first}"]);
            at.about(&ROOT_DECLARED_TWICE, outline.root).with("first", u64::from(first)).with("other", other)
        }),
        Fault::Interrupting => reporter.add(&BLOCK_INTERRUPTED, None, || {
            let finding = at.about(&BLOCK_INTERRUPTED, outline.root);
            finding.with("current", tree.block_at(node.row).unwrap_or_default()).fix(Grade::Ask, "", None)
        }),
    }
    owner(at, node, outline, tree, reporter);
}

/// A kind that its own column lets pass and the outline does not know. A wrong or missing one is told by the column.
fn unknown_kind(at: &RecordContext<'_>, outline: &Outline, values: &Values, reporter: &mut Reporter<'_>) {
    let required = at.file.definition.fields.get(outline.kind).is_some_and(|f| f.required);
    let told = values.state(outline.kind) == State::Bad || (required && !values.is_filled(outline.kind));
    if at.node.is_none_or(|node| node.level.is_some()) || told {
        return;
    }
    reporter.add(&UNKNOWN_KIND_OF_ROW, None, || {
        let kinds = outline.levels.iter().map(|l| l.value.clone()).collect();
        at.about(&UNKNOWN_KIND_OF_ROW, outline.kind).with("kinds", Detail::Either(kinds))
    });
}

fn undeclared(at: &RecordContext<'_>, outline: &Outline, tree: &Tree, values: &Values) -> Finding {
    let name = values.text(outline.root);
    let kind = outline.levels.iter().find(|level| level.parents.is_empty());
    let finding = at
        .about(&ROOT_NOT_DECLARED, outline.root)
        .with("kind", kind.map_or("", |level| level.value.as_str()));
    match tree.declared(name) {
        Some((row, spelled)) if spelled == name => finding.with("later", u64::from(row)).with(
            "hint",
            Detail::Phrase(["It is row {later}, further down.", "C’est la ligne {later}, plus bas."]),
        ),
        Some((_, spelled)) => finding.expected(spelled).fix(Grade::Ask, "", Some(spelled.to_owned())).with(
            "hint",
            Detail::Phrase(["Did you mean “{expected}”?", "Vouliez-vous dire « {expected} »\u{a0}?"]),
        ),
        None => match tree.near_name(name) {
            Some(near) => finding.expected(near).with(
                "hint",
                Detail::Phrase(["Did you mean “{expected}”?", "Vouliez-vous dire « {expected} »\u{a0}?"]),
            ),
            None => finding,
        },
    }
}

fn no_parent(
    at: &RecordContext<'_>,
    node: &Node,
    outline: &Outline,
    tree: &Tree,
    values: &Values,
) -> Finding {
    let level = node.level.and_then(|l| outline.levels.get(usize::from(l)));
    let parents = level.map_or(&[][..], |l| &l.parents);
    let names = parents.iter().filter_map(|p| outline.levels.get(*p)).map(|l| l.value.clone()).collect();
    let finding = Finding::new(&CHILD_BEFORE_PARENT, Place::Row(at.row.number))
        .with("kind", values.text(outline.kind))
        .with("root", values.text(outline.root))
        .with("parents", Detail::Either(names));
    match tree.later_parent(node.row) {
        Some(row) => finding.with("later", u64::from(row)).fix(Grade::Ask, "", None).with(
            "hint",
            Detail::Phrase([" (the next one is row {later})", " (la prochaine est la ligne {later})"]),
        ),
        None => finding,
    }
}

/// Rows that hang on whatever stands above them: the owner is said, since nothing in the row says it.
fn owner(at: &RecordContext<'_>, node: &Node, outline: &Outline, tree: &Tree, reporter: &mut Reporter<'_>) {
    let Some(level) = node.level.and_then(|l| outline.levels.get(usize::from(l))) else { return };
    let (true, Some(parent)) = (level.attached, tree.nodes.get(node.parent as usize)) else { return };
    let is_root = parent.level.is_some_and(|l| outline.levels[usize::from(l)].parents.is_empty());
    let problem = if is_root || parent.group || parent.barrier != NONE {
        &OWNER_BY_POSITION
    } else {
        &ATTACHED_TO_LEAF
    };
    reporter.add(problem, None, || {
        // What has no name is named by its row.
        let name = |slot: usize, row: [&'static str; 2]| {
            let name = at.parent.map(|parent| parent.text(slot)).filter(|name| !shows_nothing(name));
            name.map_or(Detail::Phrase(row), |name| Detail::Text(name.to_owned()))
        };
        let mut root = parent;
        while let Some(above) = tree.nodes.get(root.parent as usize).filter(|above| above.row < root.row) {
            root = above;
        }
        Finding::new(problem, Place::Row(at.row.number))
            .with("owner", name(outline.name, ["row {above}", "ligne {above}"]))
            .with("root", name(outline.root, ["row {rootrow}", "ligne {rootrow}"]))
            .with("above", u64::from(parent.row))
            .with("rootrow", u64::from(root.row))
    });
}
