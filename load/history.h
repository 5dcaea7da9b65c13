/* history: compares a report with the same body's reports on other periods.
 *
 * When a report is loaded, its figures and those of the body's later reports are compared with the
 * reports on the periods before, by the rule set's history checks (checks.yaml): the last period's
 * figures sent again, a stock that jumped, a sum over months that is below the sum over fewer of
 * them. Values that an earlier report on the same period gave and its replacement does not are
 * always reported. The findings of these checks are written anew each time, so that they do not
 * depend on the order of loading. Errors: as backend.h; the caller has a transaction open. Source:
 * DESIGN §7.
 */
#ifndef CHITIEU_LOAD_HISTORY_H
#define CHITIEU_LOAD_HISTORY_H

#include "load/database.h"

/* The rule set given to load_form() for this form; NULL when there was none. */
const struct ruleset *history_rules(const struct database *database, const char *form);

/* Runs the checks again on every report whose findings a change of the report on `period` can
 * alter. Any text may be NULL: then nothing is done. */
MUST_USE bool history_refresh(struct database *database, const char *body_id, const char *form,
                              const char *period, struct arena *scratch, struct error *error);

#endif
