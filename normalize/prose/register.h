/* register: which body of the register (units.csv) issued a report.
 *
 * A name counts when it equals one of the body's names after folding and spelling out
 * abbreviations; when it equals one but for the area behind it ("tỉnh Khánh Hòa"), which then must
 * not differ from the area the head's parent body names; or when it is nearly such a name and the
 * document's symbol bears the body's abbreviation. Everything else is no body, with the nearest
 * ones named: a report under a wrong body would take the place of that body's own. Ownership: the
 * caller's arena; bodies are views into the rule set. Units: scores from 0 to 1. Source: DECISIONS
 * §4 (issuer).
 */
#ifndef CHITIEU_NORMALIZE_PROSE_REGISTER_H
#define CHITIEU_NORMALIZE_PROSE_REGISTER_H

#include "normalize/rules/ruleset.h"

struct register_index;

/* Makes the bodies' names ready for comparing; NULL when memory is out. The rule set must outlive
 * it. */
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
    bool ambiguous;  /* several bodies bear the name; they are the nearest */
    struct register_near nearest[REGISTER_NEAREST_MAX]; /* when there is none, the likest first */
    size_t nearest_count;
};

/* Finds the body of an issuer. `parent` (the body over it in the head) and `symbol` ("BC-SNV") may
 * be NULL. false when memory is out. */
MUST_USE bool register_find(const struct ruleset *ruleset, const char *issuer, const char *parent,
                            const char *symbol, struct arena *arena, struct register_match *match);

#endif
