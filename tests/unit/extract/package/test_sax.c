#include "core/buffer.h"
#include "extract/package/opc.h"
#include "extract/package/sax.h"
#include "tests/unit/extract/package/test_package.h"

#include <stdio.h>

#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
#define W_STRICT "xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main' "
#define MC "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
#define WPS "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
#define W14 "xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml' "
#define FUTURE "xmlns:f='http://example.org/future' "

/* What the handlers were told, in short: (name attributes) text /name. */
struct told {
    struct buffer out;
    const char *skip; /* the element whose subtree is not wanted */
    const char *stop; /* the element after which it stops */
    bool stopped;
    struct error error;
    struct limits limits;
};

static const char *const prefixes[XML_NAMESPACE_COUNT] = {
    [XML_OTHER] = "?:", [XML_W] = "w:",     [XML_S] = "s:", [XML_MC] = "mc:",
    [XML_R] = "r:",     [XML_WPS] = "wps:", [XML_V] = "v:", [XML_XML] = "xml:"};

static const char *prefix(enum xml_namespace ns) {
    return prefixes[ns] ? prefixes[ns] : "";
}

static bool on_start(void *context, const struct xml_element *element) {
    struct told *told = context;
    buffer_printf(&told->out, "(%s%s", prefix(element->ns), element->name);
    for (size_t i = 0; i < element->attribute_count; i++)
        buffer_printf(&told->out, " %s%s=%s", prefix(element->attributes[i].ns),
                      element->attributes[i].name, element->attributes[i].value);
    buffer_putc(&told->out, ')');
    told->stopped |= told->stop && strcmp(element->name, told->stop) == 0;
    return !told->skip || strcmp(element->name, told->skip) != 0;
}

static void on_end(void *context, enum xml_namespace ns, const char *name) {
    buffer_printf(&((struct told *)context)->out, "/%s%s", prefix(ns), name);
}

static void on_text(void *context, const char *text, size_t length) {
    buffer_append(&((struct told *)context)->out, text, length);
}

static bool is_stopped(void *context) {
    return ((struct told *)context)->stopped;
}

static const struct xml_handlers handlers = {on_start, on_end, on_text, is_stopped};

static int fresh(void **state) {
    struct told *told = calloc(1, sizeof *told);
    told->limits = limits_default();
    buffer_init(&told->out, (size_t)1 << 26);
    *state = told;
    return 0;
}

static int done(void **state) {
    struct told *told = *state;
    buffer_free(&told->out);
    free(told);
    return 0;
}

static bool parse(struct told *told, const char *xml) {
    buffer_clear(&told->out);
    told->error = (struct error){.code = CODE_NONE};
    return xml_parse_bytes("/a.xml", xml, strlen(xml), &told->limits, &handlers, told,
                           &told->error);
}

static void expect(struct told *told, const char *xml, const char *calls) {
    assert_true(parse(told, xml));
    assert_string_equal(buffer_text(&told->out), calls);
}

static void expect_failure(struct told *told, const char *xml, enum code code) {
    assert_false(parse(told, xml));
    assert_int_equal(told->error.code, code);
    assert_string_equal(told->error.place, "/a.xml");
}

/* ---- elements ---- */

static void elements_attributes_and_text_come_in_order(void **state) {
    expect(*state, "<w:p " W "w:id='1' b=''>x<w:r>y</w:r>z</w:p>",
           "(w:p w:id=1 b=)x(w:r)y/w:rz/w:p");
}

static void strict_namespaces_are_read_like_transitional_ones(void **state) {
    expect(*state, "<w:p " W_STRICT "w:id='1'/>", "(w:p w:id=1)/w:p");
    expect(*state, "<worksheet xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'/>",
           "(s:worksheet)/s:worksheet");
}

static void a_namespace_counts_and_not_its_prefix(void **state) {
    expect(*state,
           "<a xmlns='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
           "xmlns:w='urn:x'><w:b/><c xmlns=''/></a>",
           "(w:a)(?:b)/?:b(c)/c/w:a");
}

static void more_namespaces_than_are_remembered_are_told_apart(void **state) {
    struct told *told = *state;
    struct buffer xml;
    buffer_init(&xml, 100000);
    buffer_puts(&xml, "<a>");
    for (int i = 0; i < 100; i++)
        buffer_printf(&xml, "<n%d:b xmlns:n%d='urn:%d'/>", i, i, i);
    buffer_puts(&xml, "<w:p " W "/><w:p " W "/></a>");
    assert_true(parse(told, buffer_text(&xml)));
    assert_non_null(strstr(buffer_text(&told->out), "(?:b)/?:b(w:p)/w:p(w:p)/w:p/a"));
    buffer_free(&xml);
}

static void entities_and_references_are_text(void **state) {
    expect(*state, "<a b='&lt;&amp;&quot;&#x1ED9;&#10;'>&gt;&apos;&amp;amp;&#7897;</a>",
           "(a b=<&\"ộ\n)>'&amp;ộ/a");
}

static void cdata_and_blanks_are_text(void **state) {
    expect(*state, "<a> <![CDATA[<b>&]]>\n<!-- no --><?no no?></a>", "(a) <b>&\n/a");
}

static void attributes_answer_by_namespace(void **state) {
    (void)state;
    const struct xml_attribute attributes[] = {
        {XML_R, "id", "far"}, {XML_NONE, "id", "near"}, {XML_NONE, "val", "1"}};
    const struct xml_element element = {XML_W, "x", attributes, 3};
    assert_string_equal(xml_attribute(&element, XML_R, "id"), "far");
    assert_string_equal(xml_attribute(&element, XML_NONE, "id"), "near");
    assert_string_equal(xml_attribute(&element, XML_W, "val"), "1"); /* as if it were w:val */
    assert_null(xml_attribute(&element, XML_S, "val"));
    assert_null(xml_attribute(&element, XML_W, "va"));
}

static void a_subtree_that_is_not_wanted_is_passed_over(void **state) {
    struct told *told = *state;
    told->skip = "no";
    expect(told, "<a>1<no>2<b>3<no/></b></no>4<no/>5<b/></a>", "(a)1(no)4(no)5(b)/b/a");
}

static void utf16_is_read(void **state) {
    struct told *told = *state;
    /* <a>ộ</a>, first little-endian with its mark, then big-endian. */
    const char little[] = "\xFF\xFE<\0a\0>\0\xD9\x1E<\0/\0a\0>";
    const char big[] = "\xFE\xFF\0<\0a\0>\x1E\xD9\0<\0/\0a\0>";
    assert_true(
        xml_parse_bytes("/a", little, sizeof little, &told->limits, &handlers, told, &told->error));
    assert_string_equal(buffer_text(&told->out), "(a)ộ/a");
    buffer_clear(&told->out);
    assert_true(
        xml_parse_bytes("/a", big, sizeof big - 1, &told->limits, &handlers, told, &told->error));
    assert_string_equal(buffer_text(&told->out), "(a)ộ/a");
}

static void a_mark_of_utf8_is_no_text(void **state) {
    expect(*state, "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?><a>ộ</a>", "(a)ộ/a");
}

/* ---- alternate content ---- */

#define ALTERNATE(choice, fallback)                                                                \
    "<w:p " W MC WPS W14 FUTURE "><mc:AlternateContent>" choice "<mc:Fallback>" fallback           \
    "</mc:Fallback></mc:AlternateContent></w:p>"

static void the_choice_that_is_understood_is_taken(void **state) {
    expect(*state, ALTERNATE("<mc:Choice Requires='wps'><w:a/></mc:Choice>", "<w:b/>"),
           "(w:p)(w:a)/w:a/w:p");
    expect(*state, ALTERNATE("<mc:Choice Requires=' w14  wps '><w:a/></mc:Choice>", "<w:b/>"),
           "(w:p)(w:a)/w:a/w:p");
}

static void a_choice_that_is_not_gives_way(void **state) {
    expect(*state, ALTERNATE("<mc:Choice Requires='f'><w:a/></mc:Choice>", "<w:b/>"),
           "(w:p)(w:b)/w:b/w:p");
    expect(*state, ALTERNATE("<mc:Choice Requires='wps f'><w:a/></mc:Choice>", "<w:b/>"),
           "(w:p)(w:b)/w:b/w:p");
    expect(*state, ALTERNATE("<mc:Choice Requires='unbound'><w:a/></mc:Choice>", "<w:b/>"),
           "(w:p)(w:b)/w:b/w:p");
    expect(*state, ALTERNATE("<mc:Choice><w:a/></mc:Choice>", "<w:b/>"), "(w:p)(w:b)/w:b/w:p");
}

static void exactly_one_branch_is_taken(void **state) {
    expect(*state,
           ALTERNATE("<mc:Choice Requires='f'><w:a/></mc:Choice>"
                     "<mc:Choice Requires='w14'><w:b/></mc:Choice>"
                     "<mc:Choice Requires='wps'><w:c/></mc:Choice>",
                     "<w:d/>"),
           "(w:p)(w:b)/w:b/w:p");
}

static void prefixes_of_the_choice_itself_count(void **state) {
    expect(*state,
           ALTERNATE("<mc:Choice xmlns:n='http://schemas.microsoft.com/office/word/2012/wordml' "
                     "Requires='n'><w:a/></mc:Choice>",
                     "<w:b/>"),
           "(w:p)(w:a)/w:a/w:p");
}

static void alternate_content_nests(void **state) {
    expect(
        *state,
        ALTERNATE("<mc:Choice Requires='wps'><w:a><mc:AlternateContent>"
                  "<mc:Choice Requires='f'><w:no/></mc:Choice>"
                  "<mc:Fallback><w:b/></mc:Fallback></mc:AlternateContent></w:a></mc:Choice>",
                  "<mc:AlternateContent><mc:Fallback><w:no/></mc:Fallback></mc:AlternateContent>"),
        "(w:p)(w:a)(w:b)/w:b/w:a/w:p");
}

/* The extension for symbols by code is not read, so its Fallback, the character, must be. */
static void a_symbol_by_code_shows_its_fallback(void **state) {
    expect(*state,
           "<w:r " W MC "xmlns:w16se='http://schemas.microsoft.com/office/word/2015/wordml/symex'>"
           "<mc:AlternateContent><mc:Choice Requires='w16se'><w16se:symEx/></mc:Choice>"
           "<mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent></w:r>",
           "(w:r)(w:t)x/w:t/w:r");
}

static void alternate_content_without_end_is_refused(void **state) {
    struct told *told = *state;
    struct buffer xml;
    buffer_init(&xml, 100000);
    buffer_puts(&xml, "<w:p " W MC WPS ">");
    for (int i = 0; i < 40; i++)
        buffer_puts(&xml, "<mc:AlternateContent><mc:Choice Requires='wps'>");
    expect_failure(told, buffer_text(&xml), CODE_LIMIT_DEPTH);
    buffer_free(&xml);
}

/* ---- refusals ---- */

static void a_document_type_is_refused_at_once(void **state) {
    struct told *told = *state;
    expect_failure(told,
                   "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;'>]><a b='&y;'>&y;</a>",
                   CODE_XML_DAMAGED);
    assert_string_equal(buffer_text(&told->out), "");
    expect_failure(told, "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", CODE_XML_DAMAGED);
    expect_failure(told, "<!DOCTYPE a><a/>", CODE_XML_DAMAGED);
}

static void an_entity_that_nobody_declared_is_damage(void **state) {
    expect_failure(*state, "<a>&nbsp;</a>", CODE_XML_DAMAGED);
    expect_failure(*state, "<a b='&nbsp;'/>", CODE_XML_DAMAGED);
}

static void damage_tells_its_line_and_keeps_what_came(void **state) {
    struct told *told = *state;
    expect_failure(told, "<a>\n<b>1</b>\n<c></a>", CODE_XML_DAMAGED);
    assert_non_null(strstr(told->error.message, "Line 3"));
    assert_string_equal(buffer_text(&told->out), "(a)\n(b)1/b\n(c)");
    expect_failure(told, "<a><b>1</b>", CODE_XML_DAMAGED);
    expect_failure(told, "<a>\x01</a>", CODE_XML_DAMAGED);
    expect_failure(told, "<a>\xE1\xBB</a>", CODE_XML_DAMAGED);
    expect_failure(told, "no xml", CODE_XML_DAMAGED);
    expect_failure(told, "", CODE_XML_DAMAGED);
    expect_failure(told, "<a/><b/>", CODE_XML_DAMAGED);
}

static void depth_has_a_limit(void **state) {
    struct told *told = *state;
    told->limits.xml_depth = 3;
    assert_true(parse(told, "<a><b><c/><c/></b></a>"));
    expect_failure(told, "<a><b><c><d/></c></b></a>", CODE_LIMIT_DEPTH);
    told->skip = "b"; /* also below what is passed over */
    expect_failure(told, "<a><b><c><d/></c></b></a>", CODE_LIMIT_DEPTH);
}

/* libxml2's own limit is 256; ours is the only one. */
static void depth_below_the_limit_is_read(void **state) {
    struct told *told = *state;
    struct buffer xml;
    buffer_init(&xml, 100000);
    for (int i = 0; i < 500; i++)
        buffer_puts(&xml, "<a>");
    for (int i = 0; i < 500; i++)
        buffer_puts(&xml, "</a>");
    assert_true(parse(told, buffer_text(&xml)));
    buffer_free(&xml);
}

/* 20 MiB between `open` and `close`, fed like a file. */
static bool parse_long(struct told *told, const char *open, const char *repeat, const char *close,
                       size_t most) {
    struct buffer xml;
    buffer_init(&xml, (size_t)1 << 26);
    buffer_puts(&xml, open);
    for (size_t i = 0; xml.length < most; i++)
        buffer_printf(&xml, repeat, i);
    buffer_puts(&xml, close);
    bool read = parse(told, buffer_text(&xml));
    buffer_free(&xml);
    return read;
}

static void one_endless_piece_of_markup_is_refused(void **state) {
    struct told *told = *state;
    const size_t long_one = (size_t)20 << 20;
    static const char *const pieces[][2] = {{"<a b='", "'/>"},
                                            {"<a><!--", "--></a>"},
                                            {"<a><?b ", "?></a>"},
                                            {"<a><![CDATA[", "]]></a>"}};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        assert_false(parse_long(told, pieces[i][0], "a word of text %zu ", pieces[i][1], long_one));
        assert_int_equal(told->error.code, CODE_LIMIT_TEXT);
    }
    /* A picture in an attribute, and long text, are none. */
    assert_true(parse_long(told, "<a b='", "%08zu", "'/>", (size_t)4 << 20));
    assert_true(parse_long(told, "<a>", "a word of text %zu ", "</a>", long_one));
}

static void an_element_of_too_many_attributes_is_refused(void **state) {
    struct told *told = *state;
    assert_true(parse_long(told, "<a", " b%zu='='", "/>", 8000));
    assert_false(parse_long(told, "<a", " b%zu=''", "/>", 20000));
    assert_int_equal(told->error.code, CODE_XML_DAMAGED);
    assert_false(parse_long(told, "<a", " b%zu = ''", "/>", (size_t)4 << 20));
    assert_int_equal(told->error.code, CODE_XML_DAMAGED);
}

/* ---- stopping, parts ---- */

static void a_reader_that_stops_ends_the_parse_well(void **state) {
    struct told *told = *state;
    told->stop = "b";
    assert_true(parse_long(told, "<a><b/>", "<c%zu/>", "<broken", 200000));
    assert_true(told->out.length < 100000);
    assert_int_equal(told->error.code, CODE_NONE);
}

static void a_part_is_read_from_its_package(void **state) {
    struct told *told = *state;
    struct package *package;
    const struct test_entry entries[] = {{"a.xml", "<a>1</a>", 0}, {"b.xml", "<b>", 0}};
    struct test_zip zip = test_zip_make(entries, 2);
    assert_true(package_open(zip.bytes, zip.length, &told->limits, &package, &told->error));
    assert_true(part_parse(package, "/a.xml", &handlers, told, &told->error));
    assert_string_equal(buffer_text(&told->out), "(a)1/a");
    assert_false(part_parse(package, "/b.xml", &handlers, told, &told->error));
    assert_int_equal(told->error.code, CODE_XML_DAMAGED);
    assert_string_equal(told->error.place, "/b.xml");
    told->error = (struct error){.code = CODE_NONE};
    assert_false(part_parse(package, "/c.xml", &handlers, told, &told->error));
    assert_int_equal(told->error.code, CODE_PART_MISSING);
    package_close(package);
    free(zip.bytes);
}

/* Everything must read the same wherever the pieces that are inflated end. */
static void the_ends_of_pieces_do_not_matter(void **state) {
    struct told *told = *state;
    for (size_t shift = 0; shift < 40; shift++) {
        struct buffer xml;
        buffer_init(&xml, 200000);
        buffer_puts(&xml, "<w:a " W ">");
        while (xml.length < 65536 - shift)
            buffer_putc(&xml, 'x');
        size_t text = xml.length - strlen("<w:a " W ">");
        buffer_puts(&xml, "ộ&#x1ED9;<w:b w:c='&amp;ộ'>y</w:b></w:a>");
        assert_true(parse(told, buffer_text(&xml)));
        assert_string_equal(buffer_text(&told->out) + strlen("(w:a)") + text,
                            "ộộ(w:b w:c=&ộ)y/w:b/w:a");
        buffer_free(&xml);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, done)

/* A limit that was reached stops the parser between two elements; the attributes of the next one
 * are in its input, which is freed by then (the sanitizer build watches). */
static void what_comes_after_a_stop_is_not_looked_at(void **state) {
    enum { ELEMENTS = 600 };
    struct told *told = *state;
    struct buffer xml;
    buffer_init(&xml, (size_t)1 << 20);
    buffer_puts(&xml, "<a><last/>");
    for (int i = 0; i < ELEMENTS; i++)
        buffer_printf(&xml, "<b one='%d' two='a value that is longer than a name'/>", i);
    buffer_puts(&xml, "</a>");
    told->stop = "last";
    (void)parse(told, buffer_text(&xml));
    assert_non_null(strstr(buffer_text(&told->out), "(last)"));
    assert_null(strstr(buffer_text(&told->out), "one=599"));
    buffer_free(&xml);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(elements_attributes_and_text_come_in_order),
        TEST(strict_namespaces_are_read_like_transitional_ones),
        TEST(a_namespace_counts_and_not_its_prefix),
        TEST(more_namespaces_than_are_remembered_are_told_apart),
        TEST(entities_and_references_are_text),
        TEST(cdata_and_blanks_are_text),
        TEST(attributes_answer_by_namespace),
        TEST(a_subtree_that_is_not_wanted_is_passed_over),
        TEST(utf16_is_read),
        TEST(a_mark_of_utf8_is_no_text),
        TEST(the_choice_that_is_understood_is_taken),
        TEST(a_choice_that_is_not_gives_way),
        TEST(exactly_one_branch_is_taken),
        TEST(prefixes_of_the_choice_itself_count),
        TEST(alternate_content_nests),
        TEST(a_symbol_by_code_shows_its_fallback),
        TEST(alternate_content_without_end_is_refused),
        TEST(a_document_type_is_refused_at_once),
        TEST(an_entity_that_nobody_declared_is_damage),
        TEST(damage_tells_its_line_and_keeps_what_came),
        TEST(depth_has_a_limit),
        TEST(depth_below_the_limit_is_read),
        TEST(one_endless_piece_of_markup_is_refused),
        TEST(an_element_of_too_many_attributes_is_refused),
        TEST(a_reader_that_stops_ends_the_parse_well),
        TEST(what_comes_after_a_stop_is_not_looked_at),
        TEST(a_part_is_read_from_its_package),
        TEST(the_ends_of_pieces_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
