/* chitieu rules list: the rules and checks of rule sets, a line each. */
#include "core/json/json.h"
#include "normalize/authoring/self_test.h"
#include "pipeline/commands/cmd_rules.h"
#include "pipeline/cli/output.h"
#include "pipeline/commands/rules_common.h"
#include "pipeline/cli/message.h"
#include "pipeline/limits.h"
#include "pipeline/cli/terminal.h"

#include <string.h>

static const char *relation_sign(enum relation relation) {
    static const char *const signs[] = {
        [RELATION_EQUALS] = "=",
        [RELATION_AT_MOST] = "<=",
        [RELATION_AT_LEAST] = ">=",
        [RELATION_WITHIN] = "within",
        [RELATION_NUMERATOR] = "numerator =",
        [RELATION_DENOMINATOR] = "denominator =",
        [RELATION_PROSE] = "= prose",
    };
    return signs[relation];
}

/* "4.4 = 4.4-1 + 4.4-2" */
static void put_check(const struct ruleset *set, const struct check *check, struct buffer *out) {
    buffer_printf(out, "%s", set->rows[check->left].id);
    if (check->relation == RELATION_WITHIN) {
        for (size_t i = 0; i < check->right_count; i++)
            buffer_printf(out, " + %s", set->rows[check->right[i]].id);
        buffer_printf(out, " from %.15g to %.15g", check->least, check->most);
        return;
    }
    buffer_printf(out, " %s", relation_sign(check->relation));
    for (size_t i = 0; i < check->right_count; i++)
        buffer_printf(out, "%s%s", i ? " + " : " ", set->rows[check->right[i]].id);
}

static void print_text(const struct ruleset *set, bool colour, struct buffer *out) {
    const char *bold = rules_colour(RULES_BOLD, colour), *plain = rules_colour(RULES_PLAIN, colour);
    buffer_printf(out, "%s%s%s  %s\n\nRules of the prose\n", bold, set->form, plain, set->title);
    for (size_t i = 0; i < set->pattern_count; i++) {
        const struct pattern *pattern = &set->patterns[i];
        buffer_printf(out, "  %s%-28s%s %s%s%s\n", bold, pattern->id, plain, pattern->description,
                      pattern->indicator ? " Indicator " : "",
                      pattern->indicator ? pattern->indicator : "");
        buffer_printf(out, "  %-28s ", "");
        for (size_t k = 0; k < pattern->field_count; k++)
            buffer_printf(out, "%s%s", k ? ", " : "", pattern->fields[k].name);
        buffer_puts(out, "\n");
    }
    buffer_puts(out, "\nChecks\n");
    for (size_t i = 0; i < set->check_count; i++) {
        buffer_printf(out, "  %s%-28s%s ", bold, set->checks[i].id, plain);
        put_check(set, &set->checks[i], out);
        buffer_puts(out, "\n");
    }
}

static void put_json(const struct ruleset *set, struct json *json, struct buffer *relation) {
    json_object_open(json);
    json_key_string(json, "directory", set->directory);
    json_key_string(json, "form", set->form);
    json_key(json, "rules");
    json_array_open(json);
    for (size_t i = 0; i < set->pattern_count; i++) {
        json_object_open(json);
        json_key_string(json, "id", set->patterns[i].id);
        json_key_string(json, "description", set->patterns[i].description);
        json_key_string(json, "indicator", set->patterns[i].indicator);
        json_key(json, "fields");
        json_array_open(json);
        for (size_t k = 0; k < set->patterns[i].field_count; k++)
            json_put_string(json, set->patterns[i].fields[k].name);
        json_array_close(json);
        json_object_close(json);
    }
    json_array_close(json);
    json_key(json, "checks");
    json_array_open(json);
    for (size_t i = 0; i < set->check_count; i++) {
        buffer_clear(relation);
        put_check(set, &set->checks[i], relation);
        json_object_open(json);
        json_key_string(json, "id", set->checks[i].id);
        json_key_string(json, "relation", buffer_text(relation));
        json_key_string(json, "why", set->checks[i].why);
        json_object_close(json);
    }
    json_array_close(json);
    json_object_close(json);
}

int rules_list(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct ruleset_folders folders;
    struct buffer out, relation;
    struct json json = {.out = &out};
    bool as_json = rules_as_json(options), done = true;
    if (!rules_folders(options, &folders, &error))
        return message_error(NULL, &error);
    buffer_init(&out, RULES_LIST_BYTES_MAX);
    buffer_init(&relation, RULES_LIST_BYTES_MAX);
    rules_json_open(as_json ? &json : NULL, "chitieu.rules-list/1");
    for (size_t i = 0; done && i < folders.count; i++) {
        struct ruleset *set;
        done = ruleset_load_tested(folders.paths[i], &set, &error);
        if (done && as_json)
            put_json(set, &json, &relation);
        else if (done)
            print_text(set, terminal_has_colour(stdout), &out);
        if (done)
            ruleset_free(set);
    }
    rules_json_close(as_json ? &json : NULL);
    if (!done && error.code == CODE_NO_INPUT)
        error.code = CODE_RULES;
    int status = done ? output_text(&out) : message_error(NULL, &error);
    buffer_free(&relation);
    buffer_free(&out);
    ruleset_folders_free(&folders);
    return status;
}
