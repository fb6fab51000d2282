//! What is inside a Wasm file: its sections, and which packages its code comes from.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use wasmparser::{Name, NameSectionReader, Parser, Payload};

/// What stands for the package of code that names none, such as the C library's.
const UNKNOWN: &str = "without a package";

/// The sections of a Wasm file that carry most of it: code, data, and everything else in one, each a name and its
/// bytes.
///
/// # Errors
/// The bytes are no Wasm.
pub(crate) fn of_wasm(wasm: &[u8]) -> Result<[(&'static str, Vec<u8>); 3]> {
    let (mut code, mut data, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("this is no Wasm file")?;
        if let Some((id, range)) = payload.as_section() {
            const CODE: u8 = 10;
            const DATA: u8 = 11;
            let part = match id {
                CODE => &mut code,
                DATA => &mut data,
                _ => &mut other,
            };
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            part.extend_from_slice(wasm.get(range).unwrap_or_default());
        }
    }
    Ok([("code", code), ("data", data), ("other sections", other)])
}

/// Bytes of code for each package of a Wasm file that still has its names, largest first. A function counts for the
/// package that its full name begins with; one that only tells wasm-bindgen what to write, and is then taken out, for none.
///
/// # Errors
/// The bytes are no Wasm.
pub(crate) fn packages(wasm: &[u8]) -> Result<Vec<(String, u64)>> {
    let (mut sizes, mut names, mut imported) = (Vec::new(), HashMap::new(), 0_u32);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.context("this is no Wasm file")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().end - body.range().start),
            Payload::CustomSection(section) if section.name() == "name" => {
                let reader = wasmparser::BinaryReader::new(section.data(), section.data_offset());
                for part in NameSectionReader::new(reader) {
                    if let Name::Function(functions) = part? {
                        for function in functions {
                            let function = function?;
                            names.insert(function.index, function.name);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    let mut packages = BTreeMap::new();
    for (index, size) in (imported..).zip(sizes) {
        if names.get(&index).is_some_and(|name| is_description(name)) {
            continue;
        }
        let package = names
            .get(&index)
            .map_or_else(|| UNKNOWN.to_owned(), |name| package_of(name));
        *packages.entry(package).or_insert(0) += size;
    }
    let mut packages: Vec<_> = packages.into_iter().collect();
    packages.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    Ok(packages)
}

/// Whether a symbol is that of a function which describes a type or an import to wasm-bindgen.
fn is_description(symbol: &str) -> bool {
    symbol.contains("__wbindgen_describe") || symbol.contains("WasmDescribe")
}

/// `leptos` of the symbol of `<leptos::Owner as core::ops::Drop>::drop`; `tachys` of `<T as tachys::Render>::build`.
fn package_of(symbol: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    let start = name.trim_start_matches(|sign: char| "<&*[(".contains(sign));
    let start = start.strip_prefix("mut ").unwrap_or(start);
    let start = start.strip_prefix("dyn ").unwrap_or(start);
    let start = match start.split_once(" as ") {
        Some((parameter, of_trait)) if !parameter.contains("::") => of_trait,
        _ => start,
    };
    match start.split_once("::") {
        Some((package, _))
            if package
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_') =>
        {
            package.to_owned()
        }
        _ => UNKNOWN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Wasm file of one import, a function of four bytes and one of two, named, and a data section.
    fn wasm() -> Vec<u8> {
        let section =
            |id: u8, body: &[u8]| [&[id, u8::try_from(body.len()).unwrap()], body].concat();
        let named = |index: u8, name: &str| {
            [&[index, u8::try_from(name.len()).unwrap()], name.as_bytes()].concat()
        };
        let names = [
            vec![3],
            named(0, "log"),
            named(1, "_ZN6leptos4main17h0123456789abcdefE"),
            named(2, "memcpy"),
        ]
        .concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(2, &[1, 1, b'a', 1, b'b', 0, 0]),
            section(3, &[2, 0, 0]),
            section(5, &[1, 0, 1]),
            section(10, &[2, 4, 0, 1, 1, 0x0b, 2, 0, 0x0b]),
            section(11, &[1, 0, 0x41, 0, 0x0b, 3, b'x', b'y', b'z']),
            section(0, &[&[4], &b"name"[..], &section(1, &names)].concat()),
        ]
        .concat()
    }

    #[test]
    fn sections_are_told_apart() {
        let [(_, code), (_, data), (_, other)] = of_wasm(&wasm()).unwrap();
        assert_eq!(code, [2, 4, 0, 1, 1, 0x0b, 2, 0, 0x0b]);
        assert_eq!(data, [1, 0, 0x41, 0, 0x0b, 3, b'x', b'y', b'z']);
        assert!(other.windows(6).any(|six| six == b"leptos"));
    }

    #[test]
    fn code_is_counted_by_package_past_the_imports() {
        let expected = [
            ("leptos".to_owned(), 4),
            ("without a package".to_owned(), 2),
        ];
        assert_eq!(packages(&wasm()).unwrap(), expected);
    }

    #[test]
    fn what_wasm_bindgen_takes_out_counts_for_nothing() {
        for taken_out in [
            "__wbindgen_describe___wbg_new_with_into_5a1b",
            "_RNvXs_NtCs1_12wasm_bindgen8describeuNtB4_12WasmDescribe8describe",
        ] {
            assert!(is_description(taken_out));
        }
        assert!(!is_description("_RNvCs1234_8colloquy4main"));
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(of_wasm(b"text").is_err());
        assert!(packages(b"\0asm\x01\0\0\0\x0a\xff").is_err());
    }

    #[test]
    fn a_symbol_belongs_to_the_package_that_it_names_first() {
        let symbol =
            "_ZN55_$LT$leptos..Owner$u20$as$u20$core..ops..drop..Drop$GT$4drop17h0123456789abcdefE";
        assert_eq!(package_of(symbol), "leptos");
        assert_eq!(
            package_of("_ZN4core3ptr13drop_in_place17h0123456789abcdefE"),
            "core"
        );
        assert_eq!(package_of("_RNvCs1234_7mycrate3foo"), "mycrate");
        assert_eq!(package_of("__wbindgen_malloc"), "without a package");
    }
}
