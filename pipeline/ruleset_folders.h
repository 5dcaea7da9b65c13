/* ruleset_folders: where the rule sets are.
 *
 * Looked for in this order: --rules, CHITIEU_RULES, the installed folder, rules/ beside the folder
 * that the program is in. A folder with a form.yaml is one rule set; of any other, every folder in
 * it that has one, by name.
 *
 * Ownership: ruleset_folders_free() frees the paths. Errors: RULES when there is none.
 * Source: DESIGN §3.
 */
#ifndef CHITIEU_PIPELINE_RULESET_FOLDERS_H
#define CHITIEU_PIPELINE_RULESET_FOLDERS_H

#include "core/error.h"

#include <stddef.h>

struct ruleset_folders {
    char **paths;
    size_t count;
};

/* `directory` is --rules, or NULL. */
MUST_USE bool ruleset_folders_find(const char *directory, struct ruleset_folders *folders,
                                   struct error *error);
void ruleset_folders_free(struct ruleset_folders *folders);

#endif
