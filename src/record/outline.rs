//! The tree that rows form by their order: who belongs to whom, who is a group, who is skipped with whom.
//!
//! Whether a row is a group is known only when a row below it belongs to it, and a block may be interrupted; so the
//! whole tree is built before any row is judged. It costs 28 bytes a row, in definitions with an outline only.
//!
//! A row whose kind cannot be read, or whose root is not declared, cannot be placed: nobody knows what it would have
//! been. It is a *barrier*. The rows below it that are attached by their position may belong to it, so they are left out
//! with it, until a row comes that can have them. Where it could make the row above it a group, whether that row is one
//! stays open.

use crate::base::limits::LIMITS;
use crate::base::near::Near;
use crate::base::seeded::Map;
use crate::base::sorting;
use crate::definition::Outline;
use crate::edits::Move;
use crate::record::outline_problems::{BLOCK_INTERRUPTED, CHILD_BEFORE_PARENT};
use crate::scalar::text::fold;
use std::cell::OnceCell;
use std::sync::Arc;

/// "No such row."
pub(crate) const NONE: u32 = u32::MAX;

/// What is wrong with a row's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The place is right.
    None,
    /// Its root is not declared above.
    Undeclared,
    /// No row above may have it.
    NoParent,
    /// Its root is declared a second time.
    Repeated,
    /// It stands in the block of another root.
    Interrupting,
}

/// One row in the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Row number.
    pub(crate) row: u32,
    /// The row it belongs to, by index.
    pub(crate) parent: u32,
    /// Its last row, by index: after that its values are needed no more.
    pub(crate) last: u32,
    /// What is wrong with its place.
    pub(crate) fault: Fault,
    /// Its kind; absent when the kind is not known.
    pub(crate) level: Option<u8>,
    /// Rows that make it a group belong to it.
    pub(crate) group: bool,
    /// The barrier that leaves open what this row is, or whose it is, by index; its own index for the barrier itself.
    pub(crate) barrier: u32,
    /// The index of the root whose name it should bear, when only the spelling differs and the user agreed.
    pub(crate) renamed: u32,
}

/// A root: a project, an order, whatever opens a block.
#[derive(Debug)]
struct Root {
    /// Shared with the map of names, and with roots of the same name.
    name: Arc<str>,
    node: u32,
    /// The first root of the same name, by its place among the roots.
    first: u32,
    /// The open row of each level.
    open: Vec<u32>,
    /// For each level the barrier below its open row: it may be the open one in truth.
    blocked: Vec<u32>,
    /// The last row of its block, by row number.
    tail: u32,
}

/// The tree of a file.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    roots: Vec<Root>,
    by_name: Map<Arc<str>, u32>,
    /// The first root of each spelling. Made when one is looked for, unless rows are placed by it.
    by_fold: OnceCell<Map<String, u32>>,
    current: Option<u32>,
    /// Levels that end when a row of a level begins.
    below: Vec<Vec<usize>>,
    names: Names,
    /// Roots that a barrier may declare, by name: rows that name one go with the barrier.
    perhaps: Map<String, u32>,
    /// A barrier that may declare a root whose name is not known.
    unnamed: u32,
    /// Rows without a parent that wait for one further down, by root and level.
    early: Map<(u32, usize), Vec<u32>>,
    /// Where such rows could go: (row, row of the parent that came later).
    late: Map<u32, u32>,
    /// Rows in the block of another root, with their own root.
    interrupting: Vec<(u32, u32)>,
    /// The root of the block that each of them stands in, by row.
    interrupted: Map<u32, u32>,
    /// The first names that roots have, folded: made when one is looked for.
    folded: OnceCell<Vec<String>>,
}

/// What the outline needs to know of a row.
pub(crate) struct RowWords<'a> {
    pub(crate) row: u32,
    pub(crate) kind: Option<&'a str>,
    pub(crate) root: &'a str,
}

/// How the columns of kinds and of roots are taken.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "Each is a fact of its own.")]
pub(crate) struct Names {
    /// Names of roots that differ in spelling only are taken as the declared ones.
    pub(crate) rename: bool,
    /// A row must name its root: without a name it cannot be placed.
    pub(crate) needed: bool,
    /// The kinds that a row may have are listed: one that has no place in the outline is known all the same.
    pub(crate) listed: bool,
    /// The file has both columns. Without one of them every row would be a barrier; the missing column is told instead.
    pub(crate) there: bool,
}

/// Why a row is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cause {
    /// The row it is skipped with.
    pub(crate) row: u32,
    /// That row cannot be placed; else the skipped one belongs to it, or it to the skipped one.
    pub(crate) barrier: bool,
}

impl Tree {
    pub(crate) fn new(outline: &Outline, names: Names) -> Tree {
        let levels = &outline.levels;
        let descends = |from: usize, to: usize| {
            let mut open = vec![from];
            let mut seen = vec![false; levels.len()];
            while let Some(level) = open.pop() {
                for parent in levels.get(level).map_or(&[][..], |l| &l.parents) {
                    if *parent == to {
                        return true;
                    }
                    if !std::mem::replace(&mut seen[*parent], true) {
                        open.push(*parent);
                    }
                }
            }
            false
        };
        let below = (0..levels.len())
            .map(|to| (0..levels.len()).filter(|from| descends(*from, to)).collect())
            .collect();
        Tree { below, names, unnamed: NONE, ..Tree::default() }
    }

    /// Adds the next row.
    pub(crate) fn push(&mut self, outline: &Outline, words: &RowWords<'_>) {
        let index = u32::try_from(self.nodes.len()).unwrap_or(NONE - 1);
        let level = words.kind.and_then(|k| outline.levels.iter().position(|l| l.value == k));
        let mut node = Node {
            row: words.row,
            parent: NONE,
            last: index,
            fault: Fault::None,
            level: level.and_then(|l| u8::try_from(l).ok()),
            group: false,
            barrier: NONE,
            renamed: NONE,
        };
        let opens = level.is_some_and(|l| outline.levels[l].parents.is_empty());
        if opens && !words.root.is_empty() {
            self.open_root(&mut node, index, words, outline.levels.len(), level.unwrap_or(0));
        } else {
            self.place(&mut node, index, words, outline, level);
        }
        self.nodes.push(node);
    }

    fn open_root(&mut self, node: &mut Node, index: u32, words: &RowWords<'_>, levels: usize, level: usize) {
        let mut open = vec![NONE; levels];
        open[level] = index;
        let blocked = vec![NONE; levels];
        let known = self.by_name.get_key_value(words.root);
        let id = u32::try_from(self.roots.len()).unwrap_or(NONE - 1);
        let first = known.and_then(|(_, last)| self.roots.get(*last as usize)).map_or(id, |root| root.first);
        let name = known.map_or_else(|| Arc::from(words.root), |(known, _)| Arc::clone(known));
        let root = Root { name: Arc::clone(&name), node: index, first, open, blocked, tail: words.row };
        if self.by_name.insert(name, id).is_some() {
            node.fault = Fault::Repeated;
            // What follows belongs to this row: whose it is cannot be known, so it is left out with it.
        }
        if self.names.rename {
            self.by_fold.get_or_init(Map::default);
            let spellings = self.by_fold.get_mut().into_iter();
            spellings.for_each(|all| _ = all.entry(fold(words.root).into_owned()).or_insert(id));
        }
        self.roots.push(root);
        self.current = Some(id);
        if !self.perhaps.is_empty() {
            self.perhaps.remove(words.root);
        }
        self.unnamed = NONE;
    }

    /// The root that a row names, if it is declared above.
    fn root_of(&self, node: &mut Node, name: &str) -> Option<u32> {
        if name.is_empty() {
            return self.current.filter(|_| !self.names.needed || !self.names.there);
        }
        // Nearly every row stands in the block of its root.
        let own = self.current.filter(|id| self.root_name(*id) == Some(name));
        let id = own.or_else(|| self.by_name.get(name).copied());
        if id.is_none() && self.names.rename {
            let id = self.spelt_like(name);
            node.renamed = id.unwrap_or(NONE);
            return id;
        }
        id
    }

    /// The first root whose name differs from this one in spelling only.
    fn spelt_like(&self, name: &str) -> Option<u32> {
        let spellings = self.by_fold.get_or_init(|| {
            let mut all = Map::default();
            for (id, root) in (0..).zip(&self.roots) {
                all.entry(fold(&root.name).into_owned()).or_insert(id);
            }
            all
        });
        spellings.get(fold(name).as_ref()).copied()
    }

    fn place(
        &mut self,
        node: &mut Node,
        index: u32,
        words: &RowWords<'_>,
        outline: &Outline,
        level: Option<usize>,
    ) {
        let Some(id) = self.root_of(node, words.root) else {
            self.place_under_no_root(node, index, words, outline, level);
            return;
        };
        let known = words.kind.is_some() && self.names.listed;
        if level.is_none() && self.names.there && !known {
            node.parent = self.roots.get(id as usize).map_or(NONE, |root| root.node);
            self.raise(node, index, words, outline, level);
            return;
        }
        if self.current != Some(id) {
            node.fault = Fault::Interrupting;
            self.interrupting.push((words.row, id));
            self.interrupted.insert(words.row, self.current.unwrap_or(id));
        }
        let Some(root) = self.roots.get_mut(id as usize) else { return };
        if node.fault == Fault::None {
            root.tail = words.row;
        }
        let Some(level) = level else {
            node.parent = root.node;
            return;
        };
        let parents = &outline.levels[level].parents;
        // The nearest level that has an open row, or had a barrier since.
        let owner = parents.iter().find(|p| root.open[**p] != NONE || root.blocked[**p] != NONE);
        node.barrier = owner.map_or(NONE, |p| root.blocked[*p]);
        if node.barrier == NONE {
            node.parent = owner.map_or(NONE, |p| root.open[*p]);
        }
        let attached = outline.levels[level].attached;
        // Without the barrier it would make the nearest open row a group: whether that is one stays open with it.
        let open =
            parents.iter().find(|p| root.open[**p] != NONE).filter(|_| node.barrier != NONE && !attached);
        let open = open.filter(|p| !outline.levels[**p].parents.is_empty()).map_or(NONE, |p| root.open[*p]);
        if let Some(above) = self.nodes.get_mut(open as usize).filter(|n| !n.group && n.barrier == NONE) {
            above.barrier = node.barrier;
        }
        if !attached {
            for deeper in &self.below[level] {
                root.open[*deeper] = NONE;
                root.blocked[*deeper] = NONE;
            }
            root.open[level] = index;
            root.blocked[level] = NONE;
        }
        if node.barrier != NONE {
            return;
        }
        if node.parent == NONE {
            if node.fault == Fault::None {
                node.fault = Fault::NoParent;
            }
            self.early.entry((id, level)).or_default().push(index);
        } else if let Some(parent) = self.nodes.get_mut(node.parent as usize) {
            parent.last = index;
            parent.group |= !attached;
        }
        self.settle_early(index, words.row, level, id, outline);
    }

    /// A row whose root is not declared above: it goes with the barrier that may declare it, or is one itself.
    fn place_under_no_root(
        &mut self,
        node: &mut Node,
        index: u32,
        words: &RowWords<'_>,
        outline: &Outline,
        level: Option<usize>,
    ) {
        let perhaps =
            self.perhaps.get(words.root).copied().or((self.unnamed != NONE).then_some(self.unnamed));
        match perhaps.filter(|_| level.is_some() && !words.root.is_empty()) {
            Some(barrier) => {
                node.barrier = barrier;
                self.block(barrier, outline);
            }
            None if self.names.there => {
                node.fault = if level.is_some() { Fault::Undeclared } else { Fault::None };
                self.raise(node, index, words, outline, level);
            }
            None => node.fault = Fault::Undeclared,
        }
    }

    /// A row that cannot be placed has come: what may be its own is known no more.
    fn raise(
        &mut self,
        node: &mut Node,
        index: u32,
        words: &RowWords<'_>,
        outline: &Outline,
        level: Option<usize>,
    ) {
        node.barrier = index;
        if level.is_none_or(|l| outline.levels[l].parents.is_empty()) {
            if words.root.is_empty() {
                self.unnamed = index;
            } else if !self.by_name.contains_key(words.root) {
                self.perhaps.entry(words.root.to_owned()).or_insert(index);
            }
        }
        self.doubt(index, words.root, outline, level);
        self.block(index, outline);
    }

    /// Whether the open rows of the block are groups stays open where the barrier could make them so.
    fn doubt(&mut self, barrier: u32, name: &str, outline: &Outline, level: Option<usize>) {
        let Some(root) = self.current.and_then(|id| self.roots.get(id as usize)) else { return };
        let other = *name != *root.name && (self.by_name.contains_key(name) || !is_near(name, &root.name));
        if !name.is_empty() && other {
            return;
        }
        for (at, open) in root.open.iter().enumerate() {
            let makes_group =
                |l: usize| !outline.levels[l].attached && outline.levels[l].parents.contains(&at);
            let could = match level {
                Some(level) => makes_group(level),
                None => (0..outline.levels.len()).any(makes_group),
            };
            let is_root = outline.levels[at].parents.is_empty();
            if could
                && !is_root
                && let Some(above) = self.nodes.get_mut(*open as usize)
                && !above.group
                && above.barrier == NONE
            {
                above.barrier = barrier;
            }
        }
    }

    /// What stands below may belong to the barrier, in whatever block.
    fn block(&mut self, barrier: u32, outline: &Outline) {
        let Some(id) = self.current else { return };
        let Some(root) = self.roots.get_mut(id as usize) else { return };
        for (level, blocked) in root.blocked.iter_mut().enumerate() {
            // A root is known by its name.
            if !outline.levels[level].parents.is_empty() {
                *blocked = barrier;
            }
        }
    }

    /// A row that may have the early ones has come.
    fn settle_early(&mut self, index: u32, row: u32, level: usize, root: u32, outline: &Outline) {
        if self.early.is_empty() {
            return;
        }
        for (early_level, _) in outline.levels.iter().enumerate().filter(|(_, l)| l.parents.contains(&level))
        {
            let Some(waiting) = self.early.remove(&(root, early_level)) else { continue };
            // A row may be of a level that its own may belong to; it is no parent of itself.
            let (itself, others): (Vec<u32>, Vec<u32>) =
                waiting.into_iter().partition(|early| *early == index);
            if !itself.is_empty() {
                self.early.insert((root, early_level), itself);
            }
            let rows = others.iter().filter_map(|early| self.nodes.get(*early as usize));
            self.late.extend(rows.map(|node| (node.row, row)));
        }
    }

    /// The row further down that could have this one, if there is one.
    pub(crate) fn later_parent(&self, row: u32) -> Option<u32> {
        self.late.get(&row).copied()
    }

    /// The row that declares a root of this name, wherever it stands, and its spelling.
    pub(crate) fn declared(&self, name: &str) -> Option<(u32, &str)> {
        let id = self.by_name.get(name).copied().or_else(|| self.spelt_like(name))?;
        let root = self.roots.get(id as usize)?;
        Some((self.nodes.get(root.node as usize)?.row, &root.name))
    }

    /// The declared name that is nearest to this one.
    pub(crate) fn near_name(&self, name: &str) -> Option<&str> {
        let wanted = fold(name);
        let mut search = Near::new(&wanted, (wanted.chars().count() / 4).clamp(1, 3))?;
        let folded = self.folded.get_or_init(|| {
            self.roots.iter().take(LIMITS.near_roots).map(|root| fold(&root.name).into_owned()).collect()
        });
        let found = self
            .roots
            .iter()
            .zip(folded)
            .filter_map(|(root, folded)| search.distance(folded).map(|distance| (distance, &*root.name)));
        found.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
    }

    pub(crate) fn root_name(&self, id: u32) -> Option<&str> {
        self.roots.get(id as usize).map(|r| &*r.name)
    }

    /// The name of the root in whose block an interrupting row stands.
    pub(crate) fn block_at(&self, row: u32) -> Option<String> {
        self.root_name(*self.interrupted.get(&row)?).map(str::to_owned)
    }

    /// The first row that declared this name, when it was declared again.
    pub(crate) fn first_declared(&self, name: &str) -> Option<u32> {
        let last = self.roots.get(*self.by_name.get(name)? as usize)?;
        let first = self.roots.get(last.first as usize)?;
        self.nodes.get(first.node as usize).map(|n| n.row)
    }

    /// The moves that bring interrupting rows home, in stable order.
    pub(crate) fn regroup(&self) -> Vec<Move> {
        let mut tails: Map<u32, u32> = Map::default();
        let mut moves = Vec::with_capacity(self.interrupting.len());
        for (row, root) in &self.interrupting {
            let Some(home) = self.roots.get(*root as usize) else { continue };
            let after = tails.insert(*root, *row).unwrap_or(home.tail);
            moves.push(Move { row: *row, after, code: Some(BLOCK_INTERRUPTED.code.to_owned()) });
        }
        moves
    }

    /// The moves that bring rows below the later row that may have them, in stable order.
    pub(crate) fn below_parents(&self) -> Vec<Move> {
        let mut rows: Vec<(u32, u32)> = self.late.iter().map(|(row, parent)| (*row, *parent)).collect();
        sorting::sort(&mut rows);
        let mut tails: Map<u32, u32> = Map::default();
        rows.into_iter()
            .map(|(row, parent)| Move {
                row,
                after: tails.insert(parent, row).unwrap_or(parent),
                code: Some(CHILD_BEFORE_PARENT.code.to_owned()),
            })
            .collect()
    }
}

/// Whether two names differ in a few letters only.
fn is_near(name: &str, other: &str) -> bool {
    let wanted = fold(name);
    let search = Near::new(&wanted, (wanted.chars().count() / 4).clamp(1, 3));
    search.is_some_and(|mut search| search.distance(&fold(other)).is_some())
}

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum RowState {
    /// It goes into the cleaned file.
    Ready,
    /// It has an error of its own.
    Error,
    /// It has no fault of its own, but cannot go without one that has.
    Skipped,
}

impl RowState {
    /// The word used in reports.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            RowState::Ready => "ready",
            RowState::Error => "error",
            RowState::Skipped => "skipped",
        }
    }
}

impl Tree {
    /// Skips what cannot be placed, what belongs to a row in error, and groups that lost every row that made them one.
    /// `states` has an entry per node; the answer is why each skipped row is skipped.
    pub(crate) fn skip(&self, states: &mut [RowState], outline: &Outline) -> Map<u32, Cause> {
        let mut causes = Map::default();
        for (node, state) in self.nodes.iter().zip(states.iter_mut()) {
            if let (Some(barrier), RowState::Ready) = (self.nodes.get(node.barrier as usize), &state) {
                *state = RowState::Skipped;
                causes.insert(node.row, Cause { row: barrier.row, barrier: true });
            }
        }
        loop {
            self.skip_children(states, &mut causes);
            if !self.skip_hollow_groups(states, outline, &mut causes) {
                return causes;
            }
        }
    }

    fn skip_children(&self, states: &mut [RowState], causes: &mut Map<u32, Cause>) {
        for (index, node) in self.nodes.iter().enumerate() {
            let parent = states.get(node.parent as usize).copied().unwrap_or(RowState::Ready);
            if parent != RowState::Ready
                && let Some(state @ RowState::Ready) = states.get_mut(index)
            {
                *state = RowState::Skipped;
                causes.insert(node.row, Cause { row: self.nodes[node.parent as usize].row, barrier: false });
            }
        }
    }

    /// From the last row to the first: what belongs to a row stands below it, so one walk settles groups within groups,
    /// however deep they are.
    fn skip_hollow_groups(
        &self,
        states: &mut [RowState],
        outline: &Outline,
        causes: &mut Map<u32, Cause>,
    ) -> bool {
        let mut alive = vec![false; self.nodes.len()];
        // The first of its rows that is lost.
        let mut lost: Map<u32, u32> = Map::default();
        let level = |node: &Node| node.level.and_then(|l| outline.levels.get(usize::from(l)));
        let mut changed = false;
        for (index, node) in self.nodes.iter().enumerate().rev() {
            let is_root = level(node).is_some_and(|level| level.parents.is_empty());
            if node.group
                && !is_root
                && !alive[index]
                && let Some(state @ RowState::Ready) = states.get_mut(index)
            {
                *state = RowState::Skipped;
                let index = u32::try_from(index).unwrap_or(NONE);
                let row = lost.get(&index).copied().unwrap_or(node.row);
                causes.insert(node.row, Cause { row, barrier: false });
                changed = true;
            }
            if node.parent == NONE || level(node).is_none_or(|level| level.attached) {
                continue;
            }
            if states.get(index) == Some(&RowState::Ready) {
                alive[node.parent as usize] = true;
            } else {
                lost.insert(node.parent, node.row);
            }
        }
        changed
    }
}
