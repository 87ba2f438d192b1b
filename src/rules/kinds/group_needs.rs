//! `group-needs`: the value names a row of another file that has rows below it, so a further field is needed.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Fits, Role, RuleField, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::rules::{AcrossFiles, Rule, shared};
use std::sync::Arc;

pub(crate) static GROUP_NEEDS_FURTHER_FIELD: Problem = Problem {
    code: "X890",
    family: Family::OtherFiles,
    name: "group-needs-further-field",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::X890,
    fr: texts::fr::X890,
    example: Example::NONE,
};

pub(crate) static GROUP_NEEDS: RuleKind = RuleKind {
    word: "group-needs",
    older: &[],
    says: Said::of(
        "The value names a row of another file that has rows below it, so a further field is needed.",
    ),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field that names the row."),
        needed("needs", Shape::Field(Fits::Any), "The field that must then be filled."),
        needed("resource", Shape::Text, "The import whose file has the outline."),
        needed("by", Shape::ByField, "Fields here, and the fields there that they are compared with."),
        needed("kind", Shape::Text, "The value of the kind field there."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&GROUP_NEEDS_FURTHER_FIELD],
    load: GroupNeeds::load,
    example: Example::of(
        r#"{"name":"tree","fields":[{"name":"kind"},{"name":"name"},{"name":"root"},{"name":"of"},{"name":"part"}],"outline":{"kind":"kind","name":"name","root":"root","rows":{"order":{"parents":[]},"line":{"parents":["order"]}}},"rules":[{"rule":"group-needs","field":"of","needs":"part","resource":"tree","by":{"of":"name"},"kind":"order"}]}"#,
        "kind,name,root,of,part\norder,A,A,,\nline,B,A,A,\n",
        "kind,name,root,of,part\norder,A,A,,\nline,B,A,A,x\n",
    ),
};

/// The value names a row that has rows below it, so a further field is needed.
#[derive(Debug)]
struct GroupNeeds {
    field: usize,
    needs: usize,
    resource: String,
    by: Vec<(usize, String)>,
    kind: String,
}

impl GroupNeeds {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(GroupNeeds {
            field: args.field("field")?,
            needs: args.field("needs")?,
            resource: args.text("resource")?,
            by: args.by_field("by")?,
            kind: args.text("kind")?,
        })
    }
}

impl Rule for GroupNeeds {
    fn fields(&self) -> Vec<RuleField> {
        let by: Vec<usize> = self.by.iter().map(|(here, _)| *here).collect();
        let own = Role::LookedAt.of(&[self.field, self.needs]);
        own.into_iter().chain(Role::LookedAt.of(&by)).collect()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "Fill in {needs} where {field} names a row that has rows of its own",
                "Remplissez {needs} quand {field} désigne une ligne qui a ses propres lignes",
            ],
            &[("needs", &names.quoted(self.needs, lang)), ("field", &names.quoted(self.field, lang))],
        )
    }

    fn batch(&self) -> Option<AcrossFiles<'_>> {
        let GroupNeeds { field, needs, resource, by, kind } = self;
        Some(AcrossFiles { field: *field, needs: *needs, resource, by, kind })
    }
}
