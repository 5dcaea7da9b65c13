/* column_period: which period a value column is of, by its header, and which column is of the
 * report's period.
 *
 * Ownership: periods in the caller's arena. Units: SDMX periods ("2021-S1"). Source: DECISIONS §1.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_COLUMN_PERIOD_H
#define CHITIEU_NORMALIZE_TABLE_COLUMN_PERIOD_H

#include "normalize/table/pages.h"

/* The period that a column's header names, NULL when it names none; a part of a year without its
 * year is taken in the year of `report`, the report's period (or NULL). */
const char *column_period(const struct columns *columns, const struct ruleset *ruleset, int column,
                          const char *report, struct arena *arena);

/* True when a header's period is another than the report's. A year contains its parts: "Năm 2022"
 * over the column of a report on a part of 2022 is no other period. Either may be NULL: unknown. */
bool column_period_differs(const char *header, const char *report);

/* Where several columns could be this period's, leaves out those whose header names another period
 * than the report's, and takes the values of the remaining one. false when memory is out. */
MUST_USE bool column_period_choose(struct pages *pages, const struct ruleset *ruleset,
                                   const char *period, struct arena *arena);

#endif
