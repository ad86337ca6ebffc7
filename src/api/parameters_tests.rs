//! The table against the list of endpoints and against the source of the handlers.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syn::visit::Visit;

use super::*;
use crate::api::routes::{self, ROUTES};

#[test]
fn every_endpoint_has_its_entry_and_nothing_else_has() {
    assert!(ENDPOINTS.is_sorted_by_key(|one| (one.scope, one.action)));
    for route in ROUTES.iter().filter(|route| !matches!(route.scope, "rss" | "search")) {
        assert!(of(route.scope, route.action).is_some(), "{}/{}", route.scope, route.action);
    }
    for one in ENDPOINTS {
        assert!(routes::find(one.scope, one.action).is_some(), "{}/{}", one.scope, one.action);
    }
}

#[test]
fn required_is_what_the_list_of_endpoints_requires() {
    for one in ENDPOINTS {
        let route = routes::find(one.scope, one.action).unwrap();
        let required = one.parameters.iter().filter(|parameter| parameter.required);
        let required: BTreeSet<&str> = required.map(|parameter| parameter.name).collect();
        let expected: BTreeSet<&str> = route.required.iter().copied().collect();
        assert_eq!(required, expected, "{}/{}", one.scope, one.action);
        let names: BTreeSet<&str> = one.parameters.iter().map(|parameter| parameter.name).collect();
        assert_eq!(names.len(), one.parameters.len(), "{}/{} twice", one.scope, one.action);
    }
}

#[test]
fn every_name_that_handlers_read_is_in_the_table() {
    let known: BTreeSet<&str> =
        ENDPOINTS.iter().flat_map(|one| one.parameters).map(|parameter| parameter.name).collect();
    let mut seen = 0_usize;
    for (path, source) in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/api"))) {
        let mut reads = Reads::default();
        reads.visit_file(&syn::parse_file(&source).unwrap());
        for name in &reads.names {
            assert!(known.contains(&**name), "{path} reads `{name}`: add it to the table");
        }
        seen += reads.names.len();
    }
    assert!(seen > 100, "only {seen} names found: handlers read in a way that is not known here");
}

/// Names in calls such as `params.text("urls")`, and of functions over `Params` such as
/// `rate(params, "upLimit")`.
#[derive(Default)]
struct Reads {
    names: Vec<String>,
}

const METHODS: [&str; 9] =
    ["get", "text", "required", "flag", "int", "float", "list", "torrent_id", "selection"];
const FUNCTIONS: [&str; 5] = ["flag", "trimmed", "switch", "given", "rate"];

impl Reads {
    fn push(&mut self, argument: &syn::Expr) {
        if let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = argument {
            self.names.push(text.value());
        }
    }
}

impl<'ast> Visit<'ast> for Reads {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let of_params = match &*call.receiver {
            syn::Expr::Path(path) => path.path.is_ident("params"),
            syn::Expr::Field(field) => {
                matches!(&field.member, syn::Member::Named(name) if name == "params")
            }
            _ => false,
        };
        if of_params && METHODS.iter().any(|method| call.method == method) {
            call.args.first().into_iter().for_each(|argument| self.push(argument));
        }
        syn::visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let known = |name: &&str| match &*call.func {
            syn::Expr::Path(path) => path.path.is_ident(*name),
            _ => false,
        };
        if FUNCTIONS.iter().any(known) {
            call.args.iter().for_each(|argument| self.push(argument));
        }
        syn::visit::visit_expr_call(self, call);
    }

    /// Tests read what they like.
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.ident != "tests" {
            syn::visit::visit_item_mod(self, module);
        }
    }
}

/// Handlers with their paths. `extract` reads for them, and the endpoints of the two scopes that
/// are not in the table have folders of their own.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && !matches!(&*name, "extract" | "model" | "rss" | "search") {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") && !name.ends_with("tests.rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}
