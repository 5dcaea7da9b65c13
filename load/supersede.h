/* supersede: which of a body's reports on the same period and form is the latest.
 *
 * The reports of one body, period and form are a chain, in which each points to the one it
 * replaces; all stay in the database. The order is the date of issue (the day of receipt where
 * there is none), then the time of receipt, then the document's id, so that it does not depend on
 * the order of loading. Only loaded documents with body, period and form are in a chain. Errors: as
 * backend.h; the caller has a transaction open. Source: DESIGN §5.
 */
#ifndef CHITIEU_LOAD_SUPERSEDE_H
#define CHITIEU_LOAD_SUPERSEDE_H

#include "load/database.h"

/* What decides a document's place in a chain; a document without body, period or form is in none.
 */
struct chain_place {
    const char *document_id, *body_id, *period, *form_id, *issued_on, *received_at;
};

/* Takes the document out of its chain: its successor then replaces its predecessor. */
MUST_USE bool supersede_leave(struct database *database, const char *document_id,
                              struct error *error);

/* Puts the document into its chain. */
MUST_USE bool supersede_join(struct database *database, const struct chain_place *place,
                             struct error *error);

#endif
