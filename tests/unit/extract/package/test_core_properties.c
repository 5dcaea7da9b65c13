/* core_properties: the part of ECMA-376-2 §11.1's example, whole, absent and damaged. */
#include "tests/unit/extract/package/test_package.h"

#include "extract/package/core_properties.h"

#define RELS_NS "http://schemas.openxmlformats.org/package/2006/relationships"
#define CORE_TYPE RELS_NS "/metadata/core-properties"
#define TYPES                                                                                      \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"                 \
    "<Default Extension='xml' ContentType='application/xml'/></Types>"
#define RELS                                                                                       \
    "<Relationships xmlns='" RELS_NS "'><Relationship Id='r' Type='" CORE_TYPE                     \
    "' Target='docProps/core.xml'/></Relationships>"
#define CORE                                                                                       \
    "<cp:coreProperties "                                                                          \
    "xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "          \
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'>"

struct reading {
    struct document *document;
    size_t events;
};

static void count_event(void *context, const struct event *event) {
    assert_int_equal(event->code, CODE_PART_UNREADABLE);
    assert_string_equal(event->fields[0].text, "/docProps/core.xml");
    ++*(size_t *)context;
}

static struct reading read_core(const char *rels, const char *core) {
    struct test_entry entries[] = {
        {.name = "[Content_Types].xml", .text = TYPES},
        {.name = "_rels/.rels", .text = rels},
        {.name = "docProps/core.xml", .text = core},
    };
    struct test_zip zip = test_zip_make(entries, 3);
    struct limits limits = limits_default();
    struct error error = {0};
    struct package *package;
    struct reading r = {0};
    struct event_sink sink = {.emit = count_event, .context = &r.events};
    assert_true(package_open(zip.bytes, zip.length, &limits, &package, &error));
    struct builder *builder = builder_new(&limits, &sink);
    assert_true(core_properties_read(package, &limits, builder, &error));
    assert_int_equal(error.code, CODE_NONE);
    assert_true(builder_finish(builder, &r.document, &error));
    builder_free(builder);
    package_close(package);
    free(zip.bytes);
    return r;
}

static void title_author_and_times(void **state) {
    (void)state;
    struct reading r = read_core(
        RELS, CORE "<dc:title>B\xC3\xA1o c\xC3\xA1o</dc:title><dc:subject>khác</dc:subject>"
                   "<dc:creator>Li</dc:creator><dcterms:created>2021-06-15T02:00:00Z"
                   "</dcterms:created><dcterms:modified>2021-06-16T02:00:00Z</dcterms:modified>"
                   "<cp:revision>4</cp:revision></cp:coreProperties>");
    const struct properties *p = &r.document->properties;
    assert_string_equal(p->title, "Báo cáo");
    assert_string_equal(p->creator, "Li");
    assert_string_equal(p->created, "2021-06-15T02:00:00Z");
    assert_string_equal(p->modified, "2021-06-16T02:00:00Z");
    assert_int_equal(r.events, 0);
    document_free(r.document);
}

static void empty_ones_are_absent(void **state) {
    (void)state;
    struct reading r =
        read_core(RELS, CORE "<dc:title></dc:title><dc:creator/></cp:coreProperties>");
    assert_null(r.document->properties.title);
    assert_null(r.document->properties.creator);
    document_free(r.document);
}

static void a_package_need_not_have_them(void **state) {
    (void)state;
    struct reading r = read_core("<Relationships xmlns='" RELS_NS "'/>", "not XML");
    assert_null(r.document->properties.title);
    assert_int_equal(r.events, 0);
    document_free(r.document);
}

/* What stands before the damage is kept; the damage is told, in an event and in the record. */
static void damage_is_told(void **state) {
    (void)state;
    struct reading r =
        read_core(RELS, CORE "<dc:title>A</dc:title><dc:creator>B</cp:coreProperties>");
    assert_string_equal(r.document->properties.title, "A");
    assert_int_equal(r.events, 1);
    assert_int_equal(r.document->warning_count, 1);
    document_free(r.document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(title_author_and_times),
        cmocka_unit_test(empty_ones_are_absent),
        cmocka_unit_test(a_package_need_not_have_them),
        cmocka_unit_test(damage_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
