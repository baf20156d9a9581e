//! Rewrites a parsed filter where jaq's operators differ from jq's: updates create missing values, a
//! zero divisor is an error, the right operand is the outer loop, and indices are rounded.

use std::mem;

use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Def, Pattern, Term};
use jaq_core::ops::Math;
use jaq_core::path::{Part, Path};

/// The variable of an operand; a filter cannot use this name.
const OPERAND: &str = "$ operand";

/// Filters without arguments and with one output.
const SINGLE: [&str; 8] = ["add", "floor", "keys", "length", "not", "tonumber", "tostring", "type"];

/// Rewrites a filter. `locate` gives the line of a part of it, as digits.
pub(super) struct Rewriter<L> {
    pub(super) locate: L,
}

type BoxedTerm<'s> = Box<Term<&'s str>>;

impl<'s, L: Fn(&str) -> &'s str> Rewriter<L> {
    pub(super) fn def(&self, def: Def<&'s str>) -> Def<&'s str> {
        let mut body = self.term(def.body);
        // A parameter `$x` is also a filter `x`.
        for parameter in &def.args {
            if let Some(name) = parameter.strip_prefix('$') {
                let alias = Def { name, args: Vec::new(), body: Term::Var(*parameter) };
                body = Term::Def(vec![alias], Box::new(body));
            }
        }
        Def { body, ..def }
    }

    pub(super) fn term(&self, term: Term<&'s str>) -> Term<&'s str> {
        match term {
            Term::Id | Term::Recurse | Term::Num(_) | Term::Break(_) => term,
            Term::Str(format, parts) => self.text(format, parts),
            Term::Arr(inner) => Term::Arr(inner.map(|inner| self.boxed(inner))),
            Term::Obj(entries) => {
                Term::Obj(entries.into_iter().map(|(key, value)| self.entry(key, value)).collect())
            }
            Term::Neg(inner) => Term::Neg(self.boxed(inner)),
            Term::BinOp(left, operator, right) => {
                self.operation(self.boxed(left), operator, self.boxed(right))
            }
            Term::Label(name, inner) => Term::Label(name, self.boxed(inner)),
            Term::Fold(kind, source, pattern, steps) => {
                let steps = steps.into_iter().enumerate().map(|(index, step)| {
                    let step = self.term(step);
                    let is_update = kind == "reduce" && index == 1;
                    if is_update && !is_single(&step) {
                        call("_last_or_null", [step])
                    } else {
                        step
                    }
                });
                let steps = steps.collect();
                Term::Fold(kind, self.boxed(source), self.pattern(pattern), steps)
            }
            Term::TryCatch(inner, handler) => {
                Term::TryCatch(self.boxed(inner), handler.map(|handler| self.boxed(handler)))
            }
            Term::IfThenElse(branches, otherwise) => Term::IfThenElse(
                branches.into_iter().map(|(if_, then)| (self.term(if_), self.term(then))).collect(),
                otherwise.map(|otherwise| self.boxed(otherwise)),
            ),
            Term::Def(defs, inner) => {
                Term::Def(defs.into_iter().map(|def| self.def(def)).collect(), self.boxed(inner))
            }
            Term::Call(name, arguments) => {
                Term::Call(name, arguments.into_iter().map(|term| self.term(term)).collect())
            }
            Term::Var(name) if name == "$__loc__" => self.location(name),
            Term::Var(_) => term,
            Term::Path(inner, Path(parts)) => Term::Path(
                self.boxed(inner),
                Path(parts.into_iter().map(|(part, opt)| (self.part(part), opt)).collect()),
            ),
        }
    }

    fn boxed(&self, mut term: BoxedTerm<'s>) -> BoxedTerm<'s> {
        *term = self.term(mem::replace(&mut *term, Term::Id));
        term
    }

    fn text(
        &self,
        format: Option<&'s str>,
        parts: Vec<StrPart<&'s str, Term<&'s str>>>,
    ) -> Term<&'s str> {
        let has_terms = parts.iter().any(|part| matches!(part, StrPart::Term(_)));
        let parts = parts.into_iter().map(|part| match part {
            StrPart::Term(term) => StrPart::Term(self.term(term)),
            other => other,
        });
        Term::Str(format.or(has_terms.then_some("@text")), parts.collect())
    }

    /// `$__loc__`: the file and line in which it is written.
    fn location(&self, name: &'s str) -> Term<&'s str> {
        let text = |text| Term::Str(None, vec![StrPart::Str(text)]);
        Term::Obj(vec![
            (text("file"), Some(text("<top-level>"))),
            (text("line"), Some(Term::Num((self.locate)(name)))),
        ])
    }

    fn entry(
        &self,
        key: Term<&'s str>,
        value: Option<Term<&'s str>>,
    ) -> (Term<&'s str>, Option<Term<&'s str>>) {
        let value = value.map(|value| self.term(value));
        match (key, value) {
            (Term::Var(name), None) if name == "$__loc__" => {
                let key = Term::Str(None, vec![StrPart::Str("__loc__")]);
                (key, Some(self.location(name)))
            }
            (key @ Term::Var(_), None) => (key, None),
            (key @ Term::Str(..), value) => (self.term(key), value),
            (key, value) => (pipe(self.term(key), "_object_key"), value),
        }
    }

    fn pattern(&self, pattern: Pattern<&'s str>) -> Pattern<&'s str> {
        match pattern {
            Pattern::Var(_) => pattern,
            Pattern::Arr(list) => {
                Pattern::Arr(list.into_iter().map(|pattern| self.pattern(pattern)).collect())
            }
            Pattern::Obj(entries) => {
                let entries = entries.into_iter();
                Pattern::Obj(entries.map(|(key, of)| (self.term(key), self.pattern(of))).collect())
            }
        }
    }

    /// Indices that may not be whole numbers are rounded. Slices become indices with `start` and
    /// `end`, as in the paths of jq, which also work for `null`.
    fn part(&self, part: Part<Term<&'s str>>) -> Part<Term<&'s str>> {
        match part {
            Part::Range(None, None) => part,
            Part::Index(index) => Part::Index(round(self.term(index), "_index")),
            Part::Range(start, end) => {
                let bound = |name, bound: Option<Term<&'s str>>, filter| {
                    let key = Term::Str(None, vec![StrPart::Str(name)]);
                    let null = || call("null", []);
                    (key, Some(bound.map_or_else(null, |bound| round(self.term(bound), filter))))
                };
                Part::Index(Term::Obj(vec![
                    bound("start", start, "_start"),
                    bound("end", end, "_end"),
                ]))
            }
        }
    }

    fn operation(
        &self,
        left: BoxedTerm<'s>,
        operator: BinaryOp<&'s str>,
        right: BoxedTerm<'s>,
    ) -> Term<&'s str> {
        match operator {
            BinaryOp::Update => call("_modify", [*left, *right]),
            BinaryOp::Assign => bind(right, |value| call("_assign", [*left, value])),
            BinaryOp::UpdateMath(math) => bind(right, |value| {
                call("_modify", [*left, calculate(Box::new(Term::Id), math, Box::new(value))])
            }),
            BinaryOp::UpdateAlt => bind(right, |value| {
                let update = Term::BinOp(Box::new(Term::Id), BinaryOp::Alt, Box::new(value));
                call("_modify", [*left, update])
            }),
            BinaryOp::Math(math) => {
                outer_right(left, right, |left, right| calculate(left, math, right))
            }
            BinaryOp::Cmp(cmp) => {
                outer_right(left, right, |left, right| Term::BinOp(left, BinaryOp::Cmp(cmp), right))
            }
            BinaryOp::Pipe(pattern) => {
                let pattern = pattern.map(|pattern| self.pattern(pattern));
                Term::BinOp(left, BinaryOp::Pipe(pattern), right)
            }
            operator @ (BinaryOp::Comma | BinaryOp::Alt | BinaryOp::Or | BinaryOp::And) => {
                Term::BinOp(left, operator, right)
            }
        }
    }
}

fn call<'s, const N: usize>(name: &'s str, arguments: [Term<&'s str>; N]) -> Term<&'s str> {
    Term::Call(name, arguments.into())
}

fn pipe<'s>(term: Term<&'s str>, filter: &'s str) -> Term<&'s str> {
    Term::BinOp(Box::new(term), BinaryOp::Pipe(None), Box::new(call(filter, [])))
}

/// `value as $operand | use($operand)`.
fn bind<'s>(
    value: BoxedTerm<'s>,
    with_operand: impl FnOnce(Term<&'s str>) -> Term<&'s str>,
) -> Term<&'s str> {
    let operand = BinaryOp::Pipe(Some(Pattern::Var(OPERAND)));
    Term::BinOp(value, operand, Box::new(with_operand(Term::Var(OPERAND))))
}

/// Makes the outputs of the right operand the outer loop, if both operands may have several.
fn outer_right<'s>(
    left: BoxedTerm<'s>,
    right: BoxedTerm<'s>,
    operation: impl FnOnce(BoxedTerm<'s>, BoxedTerm<'s>) -> Term<&'s str>,
) -> Term<&'s str> {
    if is_single(&left) || is_single(&right) {
        return operation(left, right);
    }
    bind(right, |value| operation(left, Box::new(value)))
}

fn calculate<'s>(left: BoxedTerm<'s>, math: Math, right: BoxedTerm<'s>) -> Term<&'s str> {
    match math {
        Math::Add | Math::Sub => Term::BinOp(left, BinaryOp::Math(math), right),
        Math::Mul => call("_multiply", [*left, *right]),
        Math::Div => call("_divide", [*left, *right]),
        Math::Rem => call("_remainder", [*left, *right]),
    }
}

/// Rounds an index or a bound that may not be a whole number.
fn round<'s>(index: Term<&'s str>, filter: &'s str) -> Term<&'s str> {
    match &index {
        Term::Str(..) => index,
        Term::Num(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => index,
        _ => pipe(index, filter),
    }
}

/// Whether a filter has at most one output.
fn is_single(term: &Term<&str>) -> bool {
    match term {
        Term::Id | Term::Num(_) | Term::Var(_) | Term::Arr(_) => true,
        Term::Str(_, parts) => parts.iter().all(|part| match part {
            StrPart::Term(term) => is_single(term),
            _ => true,
        }),
        Term::Neg(inner) => is_single(inner),
        Term::Obj(entries) => entries
            .iter()
            .all(|(key, value)| is_single(key) && value.as_ref().is_none_or(is_single)),
        Term::BinOp(left, operator, right) => {
            !matches!(operator, BinaryOp::Comma) && is_single(left) && is_single(right)
        }
        Term::Path(inner, Path(parts)) => {
            is_single(inner)
                && parts.iter().all(|(part, _)| match part {
                    Part::Index(index) => is_single(index),
                    Part::Range(..) => false,
                })
        }
        Term::Call(name, arguments) => match *name {
            "_divide" | "_multiply" | "_remainder" | "_modify" | "_assign" => {
                arguments.iter().all(is_single)
            }
            name => arguments.is_empty() && (name.starts_with('_') || SINGLE.contains(&name)),
        },
        Term::IfThenElse(branches, otherwise) => {
            branches.iter().all(|(if_, then)| is_single(if_) && is_single(then))
                && otherwise.as_ref().is_none_or(|otherwise| is_single(otherwise))
        }
        _ => false,
    }
}
