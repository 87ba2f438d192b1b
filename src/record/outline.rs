//! The tree that rows form by their order: who belongs to whom, who is a group, who is skipped with whom.
//!
//! Whether a row is a group is known only when a row below it belongs to it, and a block may be interrupted; so the
//! whole tree is built before any row is judged. It costs 24 bytes a row, in definitions with an outline only.

use crate::base::sorting;
use crate::definition::Outline;
use crate::edits::Move;
use crate::record::outline_problems::{BLOCK_INTERRUPTED, CHILD_BEFORE_PARENT};
use crate::scalar::text::fold;
use std::collections::HashMap;

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
    /// The index of the root whose name it should bear, when only the spelling differs and the user agreed.
    pub(crate) renamed: u32,
}

/// A root: a project, an order, whatever opens a block.
#[derive(Debug)]
struct Root {
    name: String,
    node: u32,
    /// The open row of each level.
    open: Vec<u32>,
    /// The last row of its block, by row number.
    tail: u32,
}

/// The tree of a file.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    roots: Vec<Root>,
    by_name: HashMap<String, u32>,
    by_fold: HashMap<String, u32>,
    current: Option<u32>,
    /// Levels that end when a row of a level begins.
    below: Vec<Vec<usize>>,
    rename: bool,
    /// Rows without a parent that wait for one further down: (index, level, root).
    early: Vec<(u32, usize, u32)>,
    /// Where such rows could go: (row, row of the parent that came later).
    late: HashMap<u32, u32>,
    /// Rows in the block of another root: (row, root, root of the block).
    interrupting: Vec<(u32, u32, u32)>,
}

/// What the outline needs to know of a row.
pub(crate) struct RowWords<'a> {
    pub(crate) row: u32,
    pub(crate) kind: Option<&'a str>,
    pub(crate) root: &'a str,
}

impl Tree {
    /// `rename`: names that differ in spelling only are taken as the declared ones.
    pub(crate) fn new(outline: &Outline, rename: bool) -> Tree {
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
        Tree { below, rename, ..Tree::default() }
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
        let root = Root { name: words.root.to_owned(), node: index, open, tail: words.row };
        let id = u32::try_from(self.roots.len()).unwrap_or(NONE - 1);
        if self.by_name.contains_key(words.root) {
            node.fault = Fault::Repeated;
            // What follows belongs to this row: whose it is cannot be known, so it is left out with it.
        }
        self.by_name.insert(words.root.to_owned(), id);
        self.by_fold.entry(fold(words.root).into_owned()).or_insert(id);
        self.roots.push(root);
        self.current = Some(id);
    }

    fn place(
        &mut self,
        node: &mut Node,
        index: u32,
        words: &RowWords<'_>,
        outline: &Outline,
        level: Option<usize>,
    ) {
        let mut id = if words.root.is_empty() { self.current } else { self.by_name.get(words.root).copied() };
        if id.is_none() && self.rename {
            id = self.by_fold.get(fold(words.root).as_ref()).copied();
            node.renamed = id.unwrap_or(NONE);
        }
        let Some(id) = id else {
            node.fault = Fault::Undeclared;
            return;
        };
        if self.current != Some(id) {
            node.fault = Fault::Interrupting;
            self.interrupting.push((words.row, id, self.current.unwrap_or(id)));
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
        node.parent = parents.iter().map(|p| root.open[*p]).find(|p| *p != NONE).unwrap_or(NONE);
        let attached = outline.levels[level].attached;
        if !attached {
            for deeper in &self.below[level] {
                root.open[*deeper] = NONE;
            }
            root.open[level] = index;
        }
        if node.parent == NONE {
            if node.fault == Fault::None {
                node.fault = Fault::NoParent;
            }
            self.early.push((index, level, id));
        } else if let Some(parent) = self.nodes.get_mut(node.parent as usize) {
            parent.last = index;
            parent.group |= !attached;
        }
        self.settle_early(index, words.row, level, id, outline);
    }

    /// A row that may have the early ones has come.
    fn settle_early(&mut self, index: u32, row: u32, level: usize, root: u32, outline: &Outline) {
        let nodes = &self.nodes;
        let late = &mut self.late;
        self.early.retain(|(early, early_level, early_root)| {
            let fits = *early != index
                && *early_root == root
                && outline.levels[*early_level].parents.contains(&level);
            if fits && let Some(node) = nodes.get(*early as usize) {
                late.insert(node.row, row);
            }
            !fits
        });
    }

    /// The row further down that could have this one, if there is one.
    pub(crate) fn later_parent(&self, row: u32) -> Option<u32> {
        self.late.get(&row).copied()
    }

    /// The row that declares a root of this name, wherever it stands, and its spelling.
    pub(crate) fn declared(&self, name: &str) -> Option<(u32, &str)> {
        let id = self.by_name.get(name).or_else(|| self.by_fold.get(fold(name).as_ref()))?;
        let root = self.roots.get(*id as usize)?;
        Some((self.nodes.get(root.node as usize)?.row, &root.name))
    }

    /// The declared name that is nearest to this one.
    pub(crate) fn near_name(&self, name: &str) -> Option<&str> {
        let wanted = fold(name);
        let most = (wanted.chars().count() / 4).clamp(1, 3);
        self.roots
            .iter()
            .take(2_000)
            .map(|r| (strsim::osa_distance(&wanted, &fold(&r.name)), r.name.as_str()))
            .filter(|(distance, _)| *distance <= most)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, name)| name)
    }

    pub(crate) fn root_name(&self, id: u32) -> Option<&str> {
        self.roots.get(id as usize).map(|r| r.name.as_str())
    }

    /// The name of the root in whose block an interrupting row stands.
    pub(crate) fn block_at(&self, row: u32) -> Option<String> {
        let (.., current) = self.interrupting.iter().find(|(at, ..)| *at == row)?;
        self.root_name(*current).map(str::to_owned)
    }

    /// The first row that declared this name, when it was declared again.
    pub(crate) fn first_declared(&self, name: &str) -> Option<u32> {
        let root = self.roots.iter().find(|r| r.name == name)?;
        self.nodes.get(root.node as usize).map(|n| n.row)
    }

    /// The moves that bring interrupting rows home, in stable order.
    pub(crate) fn regroup(&self) -> Vec<Move> {
        let mut tails: HashMap<u32, u32> = HashMap::new();
        let mut moves = Vec::with_capacity(self.interrupting.len());
        for (row, root, _) in &self.interrupting {
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
        let mut tails: HashMap<u32, u32> = HashMap::new();
        rows.into_iter()
            .map(|(row, parent)| Move {
                row,
                after: tails.insert(parent, row).unwrap_or(parent),
                code: Some(CHILD_BEFORE_PARENT.code.to_owned()),
            })
            .collect()
    }
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
    /// Skips what belongs to a row in error, and groups that lost every row that made them one. `states` has an
    /// entry per node; the answer is the row each skipped one is skipped for.
    pub(crate) fn skip(&self, states: &mut [RowState], outline: &Outline) -> HashMap<u32, u32> {
        let mut causes = HashMap::new();
        loop {
            self.skip_children(states, &mut causes);
            if !self.skip_hollow_groups(states, outline, &mut causes) {
                return causes;
            }
        }
    }

    fn skip_children(&self, states: &mut [RowState], causes: &mut HashMap<u32, u32>) {
        for (index, node) in self.nodes.iter().enumerate() {
            let parent = states.get(node.parent as usize).copied().unwrap_or(RowState::Ready);
            if parent != RowState::Ready
                && let Some(state @ RowState::Ready) = states.get_mut(index)
            {
                *state = RowState::Skipped;
                causes.insert(node.row, self.nodes[node.parent as usize].row);
            }
        }
    }

    fn skip_hollow_groups(
        &self,
        states: &mut [RowState],
        outline: &Outline,
        causes: &mut HashMap<u32, u32>,
    ) -> bool {
        let mut alive = vec![false; self.nodes.len()];
        let mut lost: HashMap<u32, u32> = HashMap::new();
        let attached = |n: &Node| n.level.is_none_or(|l| outline.levels[usize::from(l)].attached);
        for (index, node) in self.nodes.iter().enumerate().filter(|(_, n)| n.parent != NONE && !attached(n)) {
            if states.get(index) == Some(&RowState::Ready) {
                alive[node.parent as usize] = true;
            } else {
                lost.entry(node.parent).or_insert(node.row);
            }
        }
        let mut changed = false;
        for (index, node) in self.nodes.iter().enumerate() {
            let is_root = node.level.is_some_and(|l| outline.levels[usize::from(l)].parents.is_empty());
            if node.group
                && !is_root
                && !alive[index]
                && let Some(state @ RowState::Ready) = states.get_mut(index)
            {
                *state = RowState::Skipped;
                let index = u32::try_from(index).unwrap_or(NONE);
                causes.insert(node.row, lost.get(&index).copied().unwrap_or(node.row));
                changed = true;
            }
        }
        changed
    }
}
