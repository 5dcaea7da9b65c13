/* ruleset_usage: what the rules made of documents, and what they left: which fired how often, and
 * the numbers in the prose that no rule read.
 *
 * A number is read when a mention covers it, when a wording of a period does, or when a field of
 * the report's head or foot was read at its place; a heading's number at the beginning of its line
 * is none. What is left is grouped by shape: the words around the number with digits as 9, dates
 * and document symbols as marks: "được giao với 9 người trong". The form's rows are not prose.
 * Ownership: everything in the usage, which the caller frees; rule ids are the rule sets'.
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_USAGE_H
#define CHITIEU_NORMALIZE_AUTHORING_USAGE_H

#include "core/event.h"
#include "extract/document.h"
#include "normalize/report.h"
#include "normalize/rules/ruleset.h"

struct usage_rule {
    const struct ruleset *set;
    const char *kind; /* "rule" or "check" */
    const char *id;
    size_t count;     /* mentions; findings of a check */
    size_t documents; /* that have one */
    size_t stopped;   /* texts on which it was stopped at its match limit */
};

struct usage_shape {
    const char *shape;
    size_t count;
    /* The first of them: its sentence and where the number is. */
    const char *sentence, *path, *at, *place;
};

struct usage_totals {
    size_t documents, numbers, unread, sentences; /* sentences: those with unread numbers */
};

struct usage;

/* A usage for some rule sets; NULL when memory is out. */
struct usage *usage_new(struct ruleset *const *sets, size_t count);
void usage_free(struct usage *usage);

/* To be handed to normalize_document() for the next document. */
struct event_sink usage_sink(struct usage *usage);

/* Adds what was read of a document. `describe` gives its places in words for people, in the arena.
 * false when memory is out. */
MUST_USE bool usage_add(struct usage *usage, const struct document *document,
                        const struct report *report, const struct ruleset *set,
                        const char *(*describe)(const struct document *document, const char *at,
                                                struct arena *arena));

/* Rules and checks in the order of their files. */
const struct usage_rule *usage_rules(const struct usage *usage, size_t *count);

/* The shapes, most frequent first, then by their words. */
const struct usage_shape *usage_shapes(struct usage *usage, size_t *count);

struct usage_totals usage_totals(const struct usage *usage);

#endif
