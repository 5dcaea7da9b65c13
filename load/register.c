#include "load/register.h"
#include "normalize/fold.h"

#include <string.h>

static struct known_unit *find(const struct database *database, const char *key) {
    for (size_t i = 0; i < database->unit_count; i++)
        if (strcmp(database->units[i].key, key) == 0)
            return &database->units[i];
    return NULL;
}

static bool add_name(struct database *database, const char *name, const char *id) {
    const char *key = fold_key(database->arena, name);
    struct known_unit *known = key ? find(database, key) : NULL;
    if (!key)
        return false;
    if (known) {
        if (known->id && strcmp(known->id, id) != 0)
            known->id = NULL;
        return true;
    }
    const char *own_id = arena_strdup(database->arena, id);
    struct known_unit *units = arena_grow(database->arena, database->units, database->unit_count,
                                          &database->unit_capacity, sizeof *units);
    if (!units || !own_id)
        return false;
    database->units = units;
    database->units[database->unit_count++] = (struct known_unit){.key = key, .id = own_id};
    return true;
}

bool register_add(struct database *database, const struct ruleset *ruleset, struct error *error) {
    bool added = true;
    for (size_t i = 0; i < ruleset->unit_count; i++) {
        const struct unit *unit = &ruleset->units[i];
        added = added && add_name(database, unit->name, unit->id);
        for (size_t k = 0; k < unit->name_count; k++)
            added = added && add_name(database, unit->names[k], unit->id);
    }
    return added || error_set(error, CODE_NO_MEMORY, database->place,
                              "The register of units needs more memory than there is.");
}

const char *register_unit(const struct database *database, const char *issuer,
                          struct arena *arena) {
    const char *key = issuer ? fold_key(arena, issuer) : NULL;
    const struct known_unit *known = key ? find(database, key) : NULL;
    if (known && known->id)
        return known->id;
    return key && *key ? key : NULL;
}
