/* supersede: which of a unit's reports on the same period and form is the latest.
 *
 * The reports of one unit, period and form are a chain, each pointing to the one it takes the place
 * of; all stay. The order is the date of issue (the day it was received where none was read), then
 * the time received, then the document's id, so that the chain does not depend on the order of
 * loading. Only loaded documents with unit, period and form are in a chain. Errors: as db.h; the
 * caller has a transaction open.  Source: DESIGN §5.
 */
#ifndef CHITIEU_LOAD_SUPERSEDE_H
#define CHITIEU_LOAD_SUPERSEDE_H

#include "load/database.h"

/* A document's place in the chains; any text may be NULL: then it is in none. */
struct chain_place {
    const char *document_id, *body_id, *period, *form_id, *issued_on, *received_at;
};

/* Takes the document out of its chain: who superseded it supersedes its predecessor. */
MUST_USE bool supersede_leave(struct database *database, const char *document_id,
                              struct error *error);

/* Puts the document into its chain. */
MUST_USE bool supersede_join(struct database *database, const struct chain_place *place,
                             struct error *error);

#endif
