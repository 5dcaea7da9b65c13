/* history: a report held against the same unit's other periods.
 *
 * When a report is loaded, its own figures and those of the unit's later reports are compared with
 * the latest reports on the periods before, by the rule set's history checks (checks.yaml): the
 * last period's figures sent again, a stock that jumped, a sum over months that is below the sum
 * over fewer of them. Values that an earlier report on the same period gave, and the one that takes
 * its place does not, are told always. Findings of these checks are written anew each time, so that
 * they do not depend on the order of loading. Errors: as db.h; the caller has a transaction open.
 * Source: DESIGN §7.
 */
#ifndef CHITIEU_LOAD_HISTORY_H
#define CHITIEU_LOAD_HISTORY_H

#include "load/database.h"

/* The rule set of a form that the database was told of; NULL when it was not. */
const struct ruleset *history_rules(const struct database *database, const char *form);

/* Compares anew what a change of the report on `period` can have changed. Any text may be NULL:
 * then nothing is compared. */
MUST_USE bool history_refresh(struct database *database, const char *body_id, const char *form,
                              const char *period, struct arena *scratch, struct error *error);

#endif
