/* yaml_tree, yaml_place: nodes and the places of their bytes, counted by hand in the texts below;
 * line 1 column 1 is the first character. */
#include "normalize/rules/yaml_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char yaml[] = "# one\n"
                           "list:\n"
                           "  - name: Số một\n"
                           "    text: |\n"
                           "      ab c\n"
                           "        déf\n"
                           "\n"
                           "      gh\n"
                           "  - {name: 'it''s so', text: \"a\\\\d\\tz\"}\n"
                           "number: 2.5\n"
                           "nothing:\n";

struct parsed {
    struct arena *arena;
    struct rule_file file;
    const struct yaml_node *root;
    struct error error;
};

static bool parse(struct parsed *p, const char *text) {
    *p = (struct parsed){.arena = arena_new(1 << 20),
                         .file = {.path = "a.yaml", .text = text, .length = strlen(text)}};
    return yaml_tree_parse(&p->file, p->arena, &p->root, &p->error);
}

static void place_is(const struct yaml_node *node, size_t offset, size_t line, size_t column) {
    assert_non_null(node);
    struct rule_spot spot = node_spot(node, offset);
    if (spot.line != line || spot.column != column)
        fail_msg("%s, byte %zu: line %zu, column %zu", node->text ? node->text : "node", offset,
                 spot.line, spot.column);
}

static void nodes_have_places(void **state) {
    (void)state;
    struct parsed p;
    assert_true(parse(&p, yaml));
    const struct yaml_node *list = node_list(p.root, "list");
    place_is(p.root, 0, 2, 1);
    place_is(list, 0, 3, 3);
    place_is(list->items[0], 0, 3, 5);
    place_is(node_at(list->items[0], "name"), 0, 3, 11);
    place_is(list->items[1], 0, 9, 5);
    place_is(node_at(list->items[1], "text"), 0, 9, 30);
    place_is(list->items[1]->keys[1], 0, 9, 24);
    arena_free(p.arena);
}

static void bytes_of_texts_have_places(void **state) {
    (void)state;
    struct parsed p;
    assert_true(parse(&p, yaml));
    const struct yaml_node *list = node_list(p.root, "list");
    const struct yaml_node *plain = node_at(list->items[0], "name");
    const struct yaml_node *block = node_at(list->items[0], "text");
    const struct yaml_node *single = node_at(list->items[1], "name");
    const struct yaml_node *twofold = node_at(list->items[1], "text");
    place_is(plain, 5, 3, 14);   /* "m": "Số " has 5 bytes and 3 letters */
    place_is(block, 3, 5, 10);   /* "c" */
    place_is(block, 7, 6, 9);    /* "d": behind "ab c\n" two more spaces */
    place_is(block, 10, 6, 11);  /* "f", behind "dé" of 3 bytes */
    place_is(block, 14, 8, 8);   /* "h": an empty line between */
    place_is(block, 16, 8, 9);   /* the end */
    place_is(single, 3, 9, 17);  /* "s": the quote before it is written twice */
    place_is(twofold, 1, 9, 32); /* the backslash, written twice */
    place_is(twofold, 2, 9, 34); /* "d" */
    place_is(twofold, 4, 9, 37); /* "z" behind a tab, written \t */
    place_is(twofold, 99, 9, 30);
    arena_free(p.arena);
}

static void values_go_by_key(void **state) {
    (void)state;
    struct parsed p;
    assert_true(parse(&p, yaml));
    assert_int_equal(p.root->kind, NODE_MAPPING);
    assert_int_equal(node_list(p.root, "list")->count, 2);
    assert_int_equal(node_list(p.root, "number")->count, 0);
    assert_int_equal(node_list(p.root, "missing")->count, 0);
    assert_string_equal(node_text(node_list(p.root, "list")->items[1], "name"), "it's so");
    assert_string_equal(node_text(node_list(p.root, "list")->items[0], "text"),
                        "ab c\n  déf\n\ngh\n");
    assert_string_equal(node_text(p.root, "nothing"), "");
    assert_null(node_text(p.root, "missing"));
    assert_null(node_text(p.root, "list"));
    assert_null(node_at(node_list(p.root, "list"), "name"));
    assert_true(node_number(p.root, "number") == 2.5);
    assert_true(node_number(p.root, "missing") == 0);
    arena_free(p.arena);
}

static void lists_are_counted_together(void **state) {
    (void)state;
    struct parsed p;
    assert_true(parse(&p, "list: [{a: [1, 2]}, {a: []}, {b: [1]}, {a: [3]}]\n"));
    assert_int_equal(node_count_all(node_list(p.root, "list"), "a"), 3);
    arena_free(p.arena);
}

/* An alias is the node it stands for: its place is where it was written. */
static void an_alias_is_its_node(void **state) {
    (void)state;
    struct parsed p;
    assert_true(parse(&p, "one: &a [x, y]\ntwo: *a\nself: &s [*s]\n"));
    assert_ptr_equal(node_at(p.root, "one"), node_at(p.root, "two"));
    place_is(node_at(p.root, "two"), 0, 1, 6);
    const struct yaml_node *self = node_list(p.root, "self");
    assert_ptr_equal(self->items[0], self);
    arena_free(p.arena);
}

static void refused(const char *text, const char *place, const char *found) {
    struct parsed p;
    assert_false(parse(&p, text));
    assert_int_equal(p.error.code, CODE_RULES);
    assert_string_equal(p.error.place, place);
    if (!strstr(p.error.message, found))
        fail_msg("\"%s\": %s", text, p.error.message);
    arena_free(p.arena);
}

static void one_document_is_parsed(void **state) {
    (void)state;
    refused("", "a.yaml", "empty");
    refused("# only a comment\n", "a.yaml", "empty");
    refused("---\na: 1\n---\nb: 2\n", "a.yaml:3:1", "second document");
    refused("a: [1\n", "a.yaml:2:1", "not valid YAML");
    refused("a: 1\n\tb: 2\n", "a.yaml:2:1", "not valid YAML");
    refused("a: *nobody\n", "a.yaml:1:4", "not valid YAML");
}

/* A tree that does not fit its arena is refused, not cut. */
static void memory_is_bounded(void **state) {
    (void)state;
    static const char text[] = "[a, b, c, d, e, f, g, h]\n";
    struct rule_file file = {.path = "a.yaml", .text = text, .length = sizeof text - 1};
    struct arena *arena = arena_new(256);
    const struct yaml_node *root;
    struct error error = {.code = CODE_NONE};
    assert_false(yaml_tree_parse(&file, arena, &root, &error));
    assert_int_equal(error.code, CODE_RULES);
    assert_non_null(strstr(error.message, "too large"));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_have_places),    cmocka_unit_test(bytes_of_texts_have_places),
        cmocka_unit_test(values_go_by_key),     cmocka_unit_test(lists_are_counted_together),
        cmocka_unit_test(an_alias_is_its_node), cmocka_unit_test(one_document_is_parsed),
        cmocka_unit_test(memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
