/* register: which body of the register (units.csv) issued a report.
 *
 * A name counts when it equals one of the body's names after folding and spelling out
 * abbreviations; when it equals one but for the area after it ("tỉnh Khánh Hòa"), which then must
 * not differ from the area in the name of the head's parent body; or when it is nearly such a name
 * and the document's symbol contains the body's abbreviation. Any other name is unknown, with the
 * nearest bodies listed: a report under a wrong body would take the place of that body's own.
 * Ownership: the caller's arena; bodies are views into the rule set. Units: scores from 0 to 1.
 * Source: DECISIONS §4 (issuer).
 */
#ifndef CHITIEU_NORMALIZE_PROSE_REGISTER_H
#define CHITIEU_NORMALIZE_PROSE_REGISTER_H

#include "normalize/rules/ruleset.h"

struct register_index;

/* Prepares the bodies' names for look-up; NULL when memory is out. The rule set must outlive the
 * index. */
struct register_index *register_index_build(const struct ruleset *ruleset, struct arena *arena);

enum { REGISTER_NEAREST_MAX = 3 };

struct register_near {
    const struct body *body;
    double likeness; /* of the names */
};

struct register_match {
    const struct body *body; /* NULL: none for sure */
    double score;
    const char *how; /* a sentence for the log; of a match */
    bool ambiguous;  /* several bodies have the name; they are listed as the nearest */
    struct register_near
        nearest[REGISTER_NEAREST_MAX]; /* when there is no match, the most similar first */
    size_t nearest_count;
};

/* Finds the body of an issuer's name. `parent` (the body above it in the head) and `symbol`
 * ("BC-SNV") may be NULL. false when memory is out. */
MUST_USE bool register_find(const struct ruleset *ruleset, const char *issuer, const char *parent,
                            const char *symbol, struct arena *arena, struct register_match *match);

/* True when two names may be one body's: the same but for an area that one of them leaves out,
 * after spelling out abbreviations. true as well when memory is out (ask the arena). */
bool register_same_name(const struct ruleset *ruleset, const char *name, const char *other,
                        struct arena *arena);

#endif
