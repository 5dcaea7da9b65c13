/* work: one document on its way to a report; shared by the files at the top of normalize/.
 *
 * Filled step by step: pages, then which line is which row of the form (matches), then one
 * observation per indicator; findings are added by every step. Ownership: what the report keeps is
 * in `arena` (the report's), all else in `scratch`, which is freed when the report is done.
 */
#ifndef CHITIEU_NORMALIZE_WORK_H
#define CHITIEU_NORMALIZE_WORK_H

#include "normalize/check.h"
#include "normalize/prose/annex.h"
#include "normalize/table/magnitude.h"
#include "normalize/table/restated.h"
#include "normalize/table/shifted.h"

struct work {
    const struct document *document;
    const struct ruleset *ruleset;
    const struct event_sink *sink;
    struct report *report;
    struct arena *arena;   /* the report's */
    struct arena *scratch; /* freed when the report is done */
    struct pages pages;
    struct row_match *matches;
    int *line_rows;
    const struct restatement **restated; /* [row]: see restated.h */
    const bool *shifted;                 /* [line]: see shifted.h */
    struct annex annex;
    struct magnitude magnitude; /* near the tables */
    const struct observation **observation_of_row;
    struct finding_list findings;
};

#endif
