/* section: the headings of a report's prose as a tree.
 *
 * A paragraph that begins with a mark of the rule set's `sections` (I., 1., 1.1., a), -, +), typed
 * or automatic, opens a section of the mark's level and ends those of the same and deeper levels.
 * The path of a section lists the marks down to it, "II/2/2.1/a/-1"; dashes and pluses are counted,
 * and a mark that occurs again under the same heading is numbered: "II(2)". The prose ends where
 * the form or the report's foot begins. Ownership: the caller's arena. Units: blocks of the
 * document. Source: Nghị định 30/2020/NĐ-CP, Annex I (chương, mục, điểm).
 */
#ifndef CHITIEU_NORMALIZE_PROSE_SECTION_H
#define CHITIEU_NORMALIZE_PROSE_SECTION_H

#include "normalize/table/pages.h"

struct section {
    const char *path;
    const char *text; /* of the paragraph that opens it, folded, its mark included */
    size_t block;     /* index of that paragraph */
    int parent;       /* index of the section around it, -1 at the top */
    unsigned level;
    bool counted; /* an item of a list */
    bool empty;   /* its text ends with a colon, and nothing follows in it */
};

struct sections {
    struct section *all;
    size_t count;
    int *of_block; /* the section a block is in, -1: none */
};

MUST_USE bool sections_read(const struct document *document, const struct ruleset *ruleset,
                            const struct page_extent *extents, struct arena *arena,
                            struct sections *sections);

/* True when the pattern matches the section's heading or one around it. */
bool section_matches(const struct sections *sections, int section, const struct regex *regex);

#endif
