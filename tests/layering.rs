//! Who may use whom: the module tree's allowed directions, checked on the source itself.
//!
//! A module may use itself, what is listed for it, and the leaf utilities. Everything else fails
//! with file and line. The invariants that can be seen in the source are checked here too, and that
//! the files around the program (image, examples, README) fit it.

#[cfg(test)]
#[path = "layering/packaging.rs"]
mod packaging;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    use syn::spanned::Spanned as _;
    use syn::visit::Visit;

    /// Utilities without state or knowledge of the product, open to every module. `throttle` is
    /// one because the session slows what it fetches and the node's API what it serves; `resources`
    /// because the node reads the disk that the session writes.
    const LEAVES: [&str; 6] =
        ["byte_range", "clock", "resources", "tasks", "telemetry", "throttle"];

    /// What each module may use besides itself and the leaves.
    fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
        BTreeMap::from([
            ("torrent", &[][..]),
            ("codex", &[][..]),
            ("config", &[][..]),
            ("fetch", &[][..]),
            ("webui", &[][..]),
            ("byte_range", &[][..]),
            ("clock", &[][..]),
            ("resources", &[][..]),
            ("tasks", &[][..]),
            ("telemetry", &[][..]),
            ("throttle", &[][..]),
            ("db", &["torrent"][..]),
            ("node_api", &["codex"][..]),
            ("session", &["torrent", "codex", "db", "fetch"][..]),
            ("services", &["session", "torrent", "db", "fetch"][..]),
            ("api", &["session", "services", "torrent", "webui"][..]),
            ("cli", &["config"][..]),
        ])
    }

    /// `app` and the entry points may use everything; nobody uses `app`.
    const TOP: [&str; 3] = ["app", "main", "lib"];

    #[test]
    fn modules_use_only_what_they_may() {
        let mut wrong = Vec::new();
        for file in rust_files(Path::new("src")) {
            let module = module_of(&file);
            if TOP.contains(&module.as_str()) {
                continue;
            }
            let allowed = allowed();
            let may = allowed.get(module.as_str()).copied();
            for (used, line) in uses(&file) {
                let fine = used == module
                    || LEAVES.contains(&used.as_str())
                    || may.is_some_and(|may| may.contains(&used.as_str()));
                if !fine {
                    wrong.push(format!("{}:{line}: {module} -> {used}", file.display()));
                }
            }
        }
        assert!(wrong.is_empty(), "forbidden directions:\n{}", wrong.join("\n"));
    }

    #[test]
    fn sql_is_in_db_alone() {
        for_each_source(|file, text| {
            if module_of(file) != "db" {
                assert!(!text.contains("rusqlite"), "{} knows rusqlite", file.display());
            }
        });
    }

    #[test]
    fn the_http_server_stays_out_of_the_session() {
        for_each_source(|file, text| {
            let module = module_of(file);
            if matches!(module.as_str(), "session" | "torrent" | "codex" | "db" | "services") {
                assert!(!text.contains("actix"), "{} knows actix", file.display());
            }
            if matches!(module.as_str(), "session" | "torrent" | "db" | "services") {
                assert!(!text.contains("StatusCode"), "{} knows HTTP statuses", file.display());
            }
        });
    }

    #[test]
    fn wire_types_are_not_stored_and_the_session_never_awaits_the_database_in_the_actor() {
        for_each_source(|file, text| {
            if module_of(file) == "session" {
                assert!(!text.contains("crate::api"), "{} knows wire types", file.display());
            }
            // The loop's own file is the only one of the actor that awaits: messages, not I/O.
            let path = file.to_string_lossy();
            if path.ends_with("actor/edit.rs")
                || path.ends_with("actor/add.rs")
                || path.ends_with("actor/lists.rs")
                || path.ends_with("actor/events.rs")
            {
                assert!(!text.contains(".await"), "{path} awaits");
            }
        });
    }

    #[test]
    fn the_environment_is_read_by_config_and_the_command_line_alone() {
        for_each_source(|file, text| {
            // Tests of generated files are told to write them by the environment.
            let test = file.to_string_lossy().ends_with("_tests.rs");
            if !test && !matches!(module_of(file).as_str(), "config" | "cli" | "main") {
                assert!(!text.contains("env::var"), "{} reads the environment", file.display());
            }
        });
    }

    /// `torrents/setSSLParameters` is tested in `tests/api/torrents/set_ssl_parameters.rs`.
    #[test]
    fn every_endpoint_is_tested_in_a_file_of_its_name() {
        let here = |scope: &str| !matches!(scope, "" | "rss" | "search");
        for route in qcodex::api::routes::ROUTES.iter().filter(|route| here(route.scope)) {
            let module = snake_case(route.action);
            let folder = Path::new("tests/api").join(route.scope);
            let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
            let name = route.name();
            let tests = read(&format!("{module}.rs"));
            assert!(
                !route.is_built() || tests.contains(&name) && tests.contains("tokio::test"),
                "{name} has no tests in {}/{module}.rs",
                folder.display()
            );
            let declared =
                read("mod.rs").lines().any(|line| line.ends_with(&format!("mod {module};")));
            assert!(!route.is_built() || declared, "{name}: {module}.rs is not compiled");
        }
    }

    /// `SSLParameters` becomes `ssl_parameters`.
    fn snake_case(name: &str) -> String {
        let mut out = String::new();
        let mut before = '_';
        let mut rest = name.chars().peekable();
        while let Some(letter) = rest.next() {
            let ends_word = before.is_lowercase() || rest.peek().is_some_and(|c| c.is_lowercase());
            if letter.is_uppercase() && before != '_' && ends_word {
                out.push('_');
            }
            out.extend(letter.to_lowercase());
            before = letter;
        }
        out
    }

    fn for_each_source(check: impl Fn(&Path, &str)) {
        let files = rust_files(Path::new("src"));
        assert!(!files.is_empty());
        for file in files {
            let text = fs::read_to_string(&file).expect("a source file");
            check(&file, &text);
        }
    }

    fn rust_files(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(rust_files(&path));
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                found.push(path);
            }
        }
        found.sort();
        found
    }

    /// The top module that a file belongs to.
    fn module_of(file: &Path) -> String {
        let mut parts = file.strip_prefix("src").expect("below src").components();
        let first = parts.next().expect("a name").as_os_str().to_string_lossy();
        first.trim_end_matches(".rs").to_owned()
    }

    /// Every `crate::x` of a file, in `use` items (grouped too) and in paths, with its line.
    fn uses(file: &Path) -> Vec<(String, usize)> {
        let text = fs::read_to_string(file).expect("a source file");
        let parsed = syn::parse_file(&text).expect("valid Rust");
        let mut visitor = Uses::default();
        visitor.visit_file(&parsed);
        visitor.found
    }

    #[derive(Default)]
    struct Uses {
        found: Vec<(String, usize)>,
    }

    impl Uses {
        fn tree(&mut self, tree: &syn::UseTree) {
            match tree {
                syn::UseTree::Path(path) => self.push(&path.ident),
                syn::UseTree::Name(name) => self.push(&name.ident),
                syn::UseTree::Rename(rename) => self.push(&rename.ident),
                syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree)),
                syn::UseTree::Glob(_) => {}
            }
        }

        fn push(&mut self, ident: &syn::Ident) {
            self.found.push((ident.to_string(), ident.span().start().line));
        }
    }

    impl<'ast> Visit<'ast> for Uses {
        fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
            if let syn::UseTree::Path(path) = &item.tree
                && path.ident == "crate"
            {
                self.tree(&path.tree);
            }
        }

        fn visit_path(&mut self, path: &'ast syn::Path) {
            let mut segments = path.segments.iter();
            if segments.next().is_some_and(|first| first.ident == "crate")
                && let Some(second) = segments.next()
            {
                self.found.push((second.ident.to_string(), path.span().start().line));
            }
            syn::visit::visit_path(self, path);
        }
    }
}
