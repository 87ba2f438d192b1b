//! The problems of workbooks under one roof.

pub(super) use super::container_problems::*;
pub(super) use super::sheet_problems::*;
