/* register: which unit an issuer's name means.
 *
 * Names are compared as fold_key() folds them. A name that two units share means neither.
 * Ownership: the handle's arena.
 */
#ifndef CHITIEU_LOAD_REGISTER_H
#define CHITIEU_LOAD_REGISTER_H

#include "load/database.h"

/* Makes the units of a rule set known. */
MUST_USE bool register_add(struct database *database, const struct ruleset *ruleset,
                           struct error *error);

/* The id of the unit, else the issuer's name folded; in `arena`. NULL with the error untouched when
 * `issuer` is NULL. */
const char *register_unit(const struct database *database, const char *issuer, struct arena *arena);

#endif
