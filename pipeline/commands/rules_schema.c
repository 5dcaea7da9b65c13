/* chitieu rules schema: the JSON Schema of a rule file, for editors. */
#include "normalize/authoring/schema_json.h"
#include "pipeline/commands/cmd_rules.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/message.h"
#include "pipeline/limits.h"

static int unknown(const char *name) {
    struct error error = {.code = CODE_NONE};
    struct buffer names;
    buffer_init(&names, RULES_SCHEMA_BYTES_MAX);
    for (size_t i = 0; schema_json_name(i); i++)
        buffer_printf(&names, "%s%s", i ? ", " : "", schema_json_name(i));
    error_set(&error, CODE_USAGE, "rules", "%s%s%sName one of: %s.",
              name ? "There is no schema of \"" : "", name ? name : "", name ? "\". " : "",
              buffer_text(&names));
    buffer_free(&names);
    return message_error(NULL, &error);
}

int rules_schema(const struct options *options) {
    struct buffer out;
    if (options->operand_count != 1)
        return unknown(NULL);
    buffer_init(&out, RULES_SCHEMA_BYTES_MAX);
    bool known = schema_to_json(options->operands[0], &out);
    int status = known ? output_text(&out) : unknown(options->operands[0]);
    buffer_free(&out);
    return status;
}
