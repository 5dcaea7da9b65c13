/* annex: what the annex says of itself above its form, compared with the report's head.
 *
 * An annex of another period, or one that says it holds no results ("số liệu minh họa", "kế hoạch
 * năm …"), puts every value in doubt; one that names another number or body than the head does is a
 * finding. Ownership: sentences and places in the caller's arena. Source: DECISIONS §6.
 */
#ifndef CHITIEU_NORMALIZE_PROSE_ANNEX_H
#define CHITIEU_NORMALIZE_PROSE_ANNEX_H

#include "core/event.h"
#include "normalize/report.h"
#include "normalize/rules/ruleset.h"
#include "normalize/table/pages.h"

struct annex_fault {
    const char *check;   /* id of the finding: "annex-period", "annex-not-result" …; NULL: none */
    const char *message; /* the sentence */
    const char *at;
    bool doubts_values; /* the values may not be this report's */
};

enum { ANNEX_FAULTS_MAX = 4 };

struct annex {
    struct annex_fault faults[ANNEX_FAULTS_MAX];
    size_t count;
};

/* Compares the annex with the metadata of the head. false when memory is out. */
MUST_USE bool annex_compare(const struct document *document, const struct ruleset *ruleset,
                            const struct page_extent *extents, const struct metadata *metadata,
                            struct arena *arena, struct annex *annex);

/* Why the annex's values may not be this report's; NULL when nothing says so. */
const char *annex_doubt(const struct annex *annex);

#endif
