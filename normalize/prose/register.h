/* unit: which unit of the register (units.csv) issued a report.
 *
 * A name counts when it equals one of the unit's names after folding and spelling out
 * abbreviations; when it equals one but for the area behind it ("tỉnh Khánh Hòa"), which then must
 * not differ from the area the head's parent body names; or when it is nearly such a name and the
 * document's symbol bears the unit's abbreviation. Everything else is no unit, with the nearest
 * ones named: a report under a wrong unit would take the place of that unit's own. Ownership: the
 * caller's arena; units are views into the rule set. Units: scores from 0 to 1. Source: DECISIONS
 * §4 (issuer).
 */
#ifndef CHITIEU_NORMALIZE_PROSE_REGISTER_H
#define CHITIEU_NORMALIZE_PROSE_REGISTER_H

#include "normalize/rules/ruleset.h"

struct unit_index;

/* Makes the units' names ready for comparing; NULL when memory is out. The rule set must outlive
 * it. */
struct unit_index *unit_index_build(const struct ruleset *ruleset, struct arena *arena);

enum { UNIT_NEAREST_MAX = 3 };

struct unit_near {
    const struct unit *unit;
    double likeness; /* of the names */
};

struct unit_match {
    const struct unit *unit; /* NULL: none for sure */
    double score;
    const char *how; /* a sentence for the log; of a match */
    bool ambiguous;  /* several units bear the name; they are the nearest */
    struct unit_near nearest[UNIT_NEAREST_MAX]; /* when there is none, the likest first */
    size_t nearest_count;
};

/* Finds the unit of an issuer. `parent` (the body over it in the head) and `symbol` ("BC-SNV") may
 * be NULL. false when memory is out. */
MUST_USE bool unit_match(const struct ruleset *ruleset, const char *issuer, const char *parent,
                         const char *symbol, struct arena *arena, struct unit_match *match);

#endif
