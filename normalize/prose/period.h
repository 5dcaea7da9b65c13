/* period: the SDMX period a title reports on.
 *
 * Wordings come from form.yaml (`periods`); "{year}-Q1" is filled from the pattern's groups of the
 * same name. A title may also speak of the next period ("… và phương hướng, nhiệm vụ 6 tháng cuối
 * năm 2021"), which does not count but may hold the year both share. Nothing is guessed: a title
 * that names two periods, or one that no wording reads, has none. Ownership: the caller's arena.
 * Source: DECISIONS §4; SDMX 2.1 time periods.
 */
#ifndef CHITIEU_NORMALIZE_PROSE_PERIOD_H
#define CHITIEU_NORMALIZE_PROSE_PERIOD_H

#include "core/arena.h"
#include "normalize/rules/ruleset.h"

/* The period that a column's header names; a part of a year that lacks its year is of `year` (may
 * be NULL). NULL when it names none, or more than one. */
const char *period_of_header(const struct ruleset *ruleset, const char *text, const char *year,
                             struct arena *arena);

/* True when a column's header speaks of a time that is no one period: "5 tháng đầu năm", "từ
 * 01/01/2021 đến 31/3/2021", a part of a year without `year`. */
bool period_of_header_unclear(const struct ruleset *ruleset, const char *text, const char *year,
                              struct arena *arena);

/* The period of a title or another short line, folded (fold_text); NULL when it names none, or more
 * than one. */
const char *period_read(const struct ruleset *ruleset, const char *text, struct arena *arena);

#endif
