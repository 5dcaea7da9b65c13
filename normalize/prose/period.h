/* period: the SDMX period that a title or a column's header names.
 *
 * Wordings come from form.yaml (`periods`); "{year}-Q1" is filled from the pattern's groups of the
 * same name. A title may also name the next period ("… và phương hướng, nhiệm vụ 6 tháng cuối năm
 * 2021"), which does not count but may contain the year that both share. Nothing is guessed: a
 * title that names two periods, or one that no wording matches, has no period. Ownership: the
 * caller's arena. Source: DECISIONS §4; SDMX 2.1 time periods.
 */
#ifndef CHITIEU_NORMALIZE_PROSE_PERIOD_H
#define CHITIEU_NORMALIZE_PROSE_PERIOD_H

#include "core/arena.h"
#include "normalize/rules/ruleset.h"

/* The period that a column's header names; a part of a year without its year is taken in `year`
 * (may be NULL). NULL when it names none, or more than one. */
const char *period_of_header(const struct ruleset *ruleset, const char *text, const char *year,
                             struct arena *arena);

/* True when a column's header names a time that is not a single period: "5 tháng đầu năm", "từ
 * 01/01/2021 đến 31/3/2021", a part of a year without `year`. */
bool period_of_header_unclear(const struct ruleset *ruleset, const char *text, const char *year,
                              struct arena *arena);

/* The period of a title or another short line, folded (fold_text); NULL when it names none, or more
 * than one. */
const char *period_read(const struct ruleset *ruleset, const char *text, struct arena *arena);

/* The first and the last month of a period, as "2021-01"; false when it is none of SDMX. */
enum { PERIOD_MONTH_BYTES = 24 };
bool period_months(const char *period, char first[PERIOD_MONTH_BYTES],
                   char last[PERIOD_MONTH_BYTES]);

#endif
