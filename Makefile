# chitieu: `make help` lists the targets.
#
#   make            build/chitieu
#   make SAN=1      build/san/chitieu, with AddressSanitizer and UndefinedBehaviorSanitizer
#   make CC=clang   build/clang/chitieu
#
# Each variant has its own folder, so switching never rebuilds the other.

VERSION   = 0.2.0-dev
PREFIX   ?= /usr/local
DESTDIR  ?=
SYSCONFDIR ?= $(if $(filter /usr,$(PREFIX)),/etc,$(PREFIX)/etc)
UNITDIR  ?= $(PREFIX)/lib/systemd/system
ZSHDIR   ?= $(PREFIX)/share/zsh/site-functions
SHARED   ?= ../shared
WERROR   ?= -Werror
OPTIMIZE ?= -O2

VARIANT := $(if $(findstring clang,$(notdir $(CC))),/clang)$(if $(SAN),/san)
B       := build$(VARIANT)

# --- Sources: every .c under these folders; the program is the library and one main ------------
STAGES  := core extract normalize load pipeline
SOURCES := $(sort $(wildcard $(foreach s,$(STAGES),$(s)/*.c $(s)/*/*.c $(s)/*/*/*.c)))
MAIN    := pipeline/cli/main.c
LIBRARY := $(B)/libchitieu.a
OBJECTS := $(patsubst %.c,$(B)/obj/%.o,$(filter-out $(MAIN),$(SOURCES)))
UNIT_TESTS := $(sort $(wildcard $(foreach d,*/ */*/ */*/*/,tests/unit/$(d)test_*.c)))
UNITS   := $(patsubst tests/unit/%.c,$(B)/tests/%,$(UNIT_TESTS))

# --- Flags ------------------------------------------------------------------------------------
# pkg-config is asked once, and only when something is compiled: `make deps` may have to install it.
PACKAGES    = libxml-2.0 libzip libgsf-1 icu-uc icu-i18n libpcre2-8 yaml-0.1 jansson sqlite3 nettle libseccomp
PKG_CFLAGS  = $(eval PKG_CFLAGS := $$(patsubst -I%,-isystem %,$$(shell pkg-config --cflags $(PACKAGES))))$(PKG_CFLAGS)
PKG_LIBS    = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)) -lcsv -lm)$(PKG_LIBS)
TEST_LIBS   = $(eval TEST_LIBS := $$(shell pkg-config --libs cmocka))$(TEST_LIBS)

WARNINGS    = -Wall -Wextra -Wconversion -Wshadow $(WERROR)
ifdef SAN
SANITIZE    = -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all
endif
CHITIEU_CFLAGS = -std=c17 -D_GNU_SOURCE -I. -I$(B)/made $(WARNINGS) $(OPTIMIZE) -g $(SANITIZE) $(PKG_CFLAGS) $(CFLAGS)
CHITIEU_LDFLAGS = $(SANITIZE) $(LDFLAGS)

# What the program knows of its own version and place; a change rebuilds only the files that ask.
SETTINGS = -DCHITIEU_VERSION='"$(VERSION)"' -DCHITIEU_SHARE='"$(PREFIX)/share/chitieu"' -DCHITIEU_LOCALE='"$(PREFIX)/share/locale"' -DCHITIEU_CONFIG='"$(SYSCONFDIR)/chitieu/chitieu.conf"'
ASKING   = $(addprefix $(B)/obj/pipeline/,cli/main.o cli/language.o cli/config.o night/recorder.o ruleset_folders.o)

# What is done is said in a word; make V=1 shows the commands.
Q   := $(if $(V),,@)
comma = ,
say  = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))

# A sub-make that compiles uses every processor, unless -j was given.
PARALLEL = $(if $(filter -j% --jobs%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 1))

# Words for people; English stands in the code (po/README.md).
CATALOGUE := build/locale/vi/LC_MESSAGES/chitieu.mo

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: FORCE all build units unit cli log golden scored facts forms rulesets headers links check check-gcc check-san check-clang \
	po run deps bench bench-score pairs corpus encodings fuzz install uninstall clean docs format help

all: build
build: $(B)/chitieu $(CATALOGUE)

$(B)/chitieu: $(B)/obj/$(MAIN:.c=.o) $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CHITIEU_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(LIBRARY): $(OBJECTS)
	$(Q)rm -f $@
	$(call say,AR,$@)
	$(Q)$(AR) rcs $@ $^

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CHITIEU_CFLAGS) -MMD -MP -c -o $@ $<

# Tables that the program holds as code.
ENCODINGS := $(sort $(wildcard extract/text/encodings/*.tsv))
TABLES    := $(B)/made/extract/text/encoding_tables.inc
$(TABLES): extract/text/encodings/tables.awk extract/text/fonts.awk extract/text/fonts.tsv $(ENCODINGS)
	@mkdir -p $(@D)
	$(call say,MAKE,$@)
	$(Q)awk -f extract/text/encodings/tables.awk $(ENCODINGS) >$@
	$(Q)awk -f extract/text/fonts.awk extract/text/fonts.tsv >>$@
$(B)/obj/extract/text/encoding.o: $(TABLES)

$(CATALOGUE): po/vi.po
	@mkdir -p $(@D)
	$(call say,MAKE,$@)
	$(Q)msgfmt --check --output-file=$@ $<

# The texts marked in the code, into the catalogues; what is new is left empty.
po:
	xgettext --from-code=UTF-8 --language=C --keyword=MARKED --keyword=REASON:2 --add-comments=TRANSLATORS \
		--no-location --package-name=chitieu --output=build/chitieu.pot $(SOURCES) pipeline/night/reasons.def
	msgmerge --quiet --no-location --no-wrap --no-fuzzy-matching --update --backup=none po/vi.po build/chitieu.pot

$(ASKING): CHITIEU_CFLAGS += $(SETTINGS)
$(ASKING): $(B)/settings
$(B)/settings: FORCE
	@mkdir -p $(@D)
	@echo "$(SETTINGS)" | cmp -s - $@ || echo "$(SETTINGS)" >$@

$(B)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,TEST,$@)
	$(Q)$(CC) $(CHITIEU_CFLAGS) -MMD -MP -MF $@.d $(CHITIEU_LDFLAGS) -o $@ $< $(LIBRARY) \
		$(PKG_LIBS) $(TEST_LIBS)

# Under a sanitizer the allocations that a test makes fail are those of the project alone (tests/unit/failing_memory.h).
$(B)/tests/%/test_no_memory: CHITIEU_LDFLAGS += $(if $(SAN),-Wl$(comma)--wrap=malloc$(comma)--wrap=calloc$(comma)--wrap=realloc)

-include $(OBJECTS:.o=.d) $(B)/obj/$(MAIN:.c=.d) $(addsuffix .d,$(UNITS))

# The program with workers that misbehave when a test asks (tests/fault_injection.c).
FAULTY := $(B)/tests/chitieu-faulty
$(FAULTY): $(B)/obj/$(MAIN:.c=.o) $(B)/obj/tests/fault_injection.o $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CHITIEU_LDFLAGS) -o $@ $^ $(PKG_LIBS)

# --- Tests ------------------------------------------------------------------------------------
units: $(UNITS)

unit: units
	@sh tests/units.sh $(UNITS)

cli: build
	@bash tests/cli.sh $(B)/chitieu

.PHONY: nightly night-kills night
# The night run: workers that misbehave, kills, disks, locks. KILLS at random moments, in night-kills 200 of them.
KILLS ?= 24
nightly: build $(FAULTY)
	@bash tests/night.sh $(B)/chitieu $(FAULTY) $(KILLS)

night-kills:
	@$(MAKE) --no-print-directory nightly KILLS=200

# A night of 2,000 files, 5 % of them hostile, if a bench and a corpus lie beside the tree.
night: build $(FAULTY)
	@python3 bench/night.py $(B)/chitieu $(FAULTY) $(SHARED)

# The event log: its chain, its files, its limit.
log: build
	@bash tests/log.sh $(B)/chitieu

golden: build
	@bash tests/golden.sh $(B)/chitieu

# What the seed report states, fact by fact.
facts: build
	@bash tests/facts.sh $(B)/chitieu

# Rule sets drafted from forms.
forms: build
	@bash tests/forms.sh $(B)/chitieu

# What the program reads of tests/scored/ against what a person reads there.
scored: build
	@bash tests/scored.sh $(B)/chitieu

rulesets: build
	@bash tests/rules.sh $(B)/chitieu

headers:
	@sh tests/headers.sh

# No two files depend on one another in a circle: includes, and calls as the object files have them.
circles: build
	@sh tests/circles.sh $(B)/obj

# What the documentation names: links, paths, tests.
links:
	@python3 tests/links.py

# Every weight of the matching, set to 0 and doubled: a small table must fail (normalize/table/weights.def).
# MUTATE="NAME ..." tries only these, V=1 says what each is killed by.
.PHONY: mutate
mutate: $(LIBRARY) $(B)/mutate/test_weights.o
	@CC='$(CC)' COMPILE='$(CHITIEU_CFLAGS) -O0 -w' LINK='$(CHITIEU_LDFLAGS) $(PKG_LIBS) $(TEST_LIBS)' V='$(V)' \
		python3 tests/mutate.py $(B) $(MUTATE)

$(B)/mutate/test_weights.o: tests/unit/normalize/table/test_weights.c $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CHITIEU_CFLAGS) -c -o $@ $<

# One after the other, each with its own build; what fails does not keep the others from running (make -k).
check: check-gcc check-san check-clang

check-gcc: deps
	@$(MAKE) --no-print-directory $(PARALLEL) CC=gcc SAN= build units
	@$(MAKE) --no-print-directory CC=gcc SAN= headers circles links unit cli log installed nightly golden scored facts forms rulesets

check-san: deps
	@$(MAKE) --no-print-directory $(PARALLEL) CC=gcc SAN=1 build units
	@$(MAKE) --no-print-directory CC=gcc SAN=1 unit cli log nightly golden scored facts forms rulesets

check-clang: deps
	@if command -v clang >/dev/null; then \
		$(MAKE) --no-print-directory $(PARALLEL) CC=clang SAN= build units; \
	else echo "clang is not installed: its warnings were not asked for"; fi

# What takes longer: every weight set to 0 and doubled, 200 kills of a night, the readers under a fuzzer for some seconds each, and
# what lies beside the tree: reports with known truth, a corpus, text in the old encodings.
check-full: check
	@$(MAKE) --no-print-directory $(PARALLEL) CC=gcc SAN= mutate
	@$(MAKE) --no-print-directory CC=gcc SAN= night-kills bench-score corpus encodings
	@$(MAKE) --no-print-directory FUZZ_SECONDS=$(FULL_FUZZ_SECONDS) fuzz

# --- For a newcomer -----------------------------------------------------------------------------
deps:
	@sh .ci/deps

DEMO    := build/demo.db
EXAMPLE := $(firstword $(wildcard samples/bqlkdl-*.docx samples/*.docx))

run: deps
	@$(MAKE) --no-print-directory $(PARALLEL) build
	@find samples -name '*.docx' -o -name '*.xlsx' | sort | cut -d/ -f2- | \
		$(B)/chitieu run --inbox samples --files-from - --db $(DEMO) --rules rules --summary
	@echo
	@echo 'Next:'
	@echo '  $(B)/chitieu explain $(EXAMPLE) 1.1-1        where this number came from'
	@echo '  $(B)/chitieu export --db $(DEMO) --format csv -o build/demo.csv'
	@echo "  sqlite3 -box $(DEMO) \"select indicator_id, value, raw, at from latest where status = 'reported'\""

# --- For a developer -----------------------------------------------------------------------------
BENCHES = $(patsubst bench/%.c,$(B)/bench/%,$(wildcard bench/*.c))

bench: deps
	@$(MAKE) --no-print-directory $(PARALLEL) build $(BENCHES)
	@bash bench/run.sh $(B)

$(B)/bench/%: bench/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CHITIEU_CFLAGS) $(CHITIEU_LDFLAGS) -o $@ $< $(PKG_LIBS)

# How well the reports of a bench with known truth are read, if one lies beside the tree.
bench-score: build
	@bash bench/score.sh $(B)/chitieu $(SHARED)/bench

# How far each weight of the matching may move before a report is read otherwise (normalize/table/weights.def): with
# weights that are variables, over samples, tests and what reports lie beside the tree. Takes up to half an hour.
MEASURED = $(shell find samples tests/scored $(wildcard $(SHARED)/bench $(SHARED)/cases/reports) \
	-name '*.doc*' -o -name '*.xls*' -o -name '*.rtf')
.PHONY: weights
weights: $(LIBRARY)
	@mkdir -p $(B)/bench
	$(Q)$(CC) -Ibench/weights $(CHITIEU_CFLAGS) $(CHITIEU_LDFLAGS) -o $(B)/bench/weights bench/weights/measure.c \
		$$(grep -l '/weights\.h"' normalize/*/*.c) $(LIBRARY) $(PKG_LIBS)
	@$(B)/bench/weights rules/cchc-2021 $(MEASURED)

# Reports saved in the old formats by LibreOffice say the same: the samples, and a bench if one lies beside the tree.
pairs: build
	@if command -v soffice >/dev/null; then \
		python3 bench/pairs.py $(B)/chitieu bench/pairs.tsv samples $(wildcard $(SHARED)/bench); \
	else echo 'pairs: LibreOffice (soffice) is not installed; nothing to convert.'; fi

# A corpus of office files of every kind, if one lies beside the tree.
corpus: build
	@bash bench/corpus.sh $(B)/chitieu $(SHARED)

# Text in the old Vietnamese encodings, if test strings lie beside the tree.
encodings: build
	@if [ -f $(SHARED)/encodings/tests.tsv ]; then python3 bench/encodings.py $(B)/chitieu $(SHARED)/encodings/tests.tsv; \
	else echo 'encodings: no test strings in $(SHARED)/encodings.'; fi

# --- Fuzzing: the readers under libFuzzer ----------------------------------------------------------
FUZZ_SECONDS ?= 60
FULL_FUZZ_SECONDS ?= 20
FUZZ_TARGETS ?= $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
CORPUS       ?= $(SHARED)/corpus
FUZZ_FLAGS    = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZ_SEEDS    = -name '*.do[ct][xm]' -o -name '*.xl[st][xm]' -o -name '*.doc' -o -name '*.xls' -o -name '*.rtf' \
	-o -path 'tests/fuzz/seeds/*'
F             = build/fuzz

fuzz: deps
	@command -v clang >/dev/null || { echo 'fuzz: clang is needed: apt-get install clang' >&2; exit 1; }
	@$(MAKE) --no-print-directory $(PARALLEL) CC=clang $(foreach t,$(FUZZ_TARGETS),$(F)/$(t)/$(t)) $(F)/seeds.done
	@for t in $(FUZZ_TARGETS); do bash tests/fuzz/run.sh $$t $(F)/$$t/$$t $(FUZZ_SECONDS) $(F)/seeds/$$t || exit 1; done

$(F)/obj/%.o: %.c $(TABLES)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CHITIEU_CFLAGS) -O1 $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

# A library, so that a target holds only what it reads with: less to count at every input.
FUZZ_OBJECTS = $(patsubst %.c,$(F)/obj/%.o,$(filter core/% extract/% normalize/%,$(SOURCES)) tests/fuzz/fuzz.c tests/fuzz/ruleset.c)
-include $(FUZZ_OBJECTS:.o=.d) $(wildcard $(F)/obj/tests/fuzz/*.d)
$(F)/libfuzz.a: $(FUZZ_OBJECTS)
	$(call say,AR,$@)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

.PRECIOUS: $(F)/obj/%.o
.SECONDEXPANSION:
$(F)/%: $(F)/obj/tests/fuzz/fuzz_$$(notdir %).o $(F)/libfuzz.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) -fsanitize=fuzzer,address,undefined -o $@ $^ $(PKG_LIBS) -lz

# What lies in tests/fuzz/seeds, the samples, and a folder of office files when there is one.
$(F)/seeds.done: tests/fuzz/seeds.py $(wildcard tests/fuzz/seeds/*)
	@mkdir -p $(F)
	@[ -d $(CORPUS) ] || echo 'fuzz: no folder $(CORPUS): only the seeds of the tree are used'
	$(Q)find tests/fuzz/seeds samples tests/unit/files $(wildcard $(CORPUS)) -type f -size -200k \
		\( $(FUZZ_SEEDS) \) -print0 | xargs -0 python3 tests/fuzz/seeds.py $(F)/seeds
	@touch $@

# --- Installation: everything under PREFIX but the configuration, staged in DESTDIR ------------------
COMMANDS  = extract normalize load run retry explain export rules log
PAGES     = $(addprefix build/man/,$(COMMANDS:%=chitieu-%.1) chitieu-events.5)
MAN       = $(DESTDIR)$(PREFIX)/share/man
CONFIG    = $(DESTDIR)$(SYSCONFDIR)/chitieu/chitieu.conf
INSTALLED = share/chitieu share/doc/chitieu share/locale/vi/LC_MESSAGES/chitieu.mo bin/chitieu \
	share/bash-completion/completions/chitieu \
	$(COMMANDS:%=share/man/man1/chitieu-%.1) share/man/man1/chitieu.1 \
	$(addprefix share/man/man5/,chitieu-events.5 chitieu-rules.5 chitieu.conf.5)

build/man/chitieu-events.5: man/events.sh man/events.head man/events.tail core/codes.def docs/codes.sh
	@mkdir -p $(@D)
	$(Q)sh man/events.sh >$@

build/man/chitieu-%.1: man/command.sh $(B)/chitieu
	@mkdir -p $(@D)
	$(Q)sh man/command.sh $(B)/chitieu $* >$@

.PHONY: pages
pages: $(PAGES)

# A configuration that is there already is left as it is.
install: build pages
	install -D -m 755 $(B)/chitieu $(DESTDIR)$(PREFIX)/bin/chitieu
	install -D -m 644 $(CATALOGUE) $(DESTDIR)$(PREFIX)/share/locale/vi/LC_MESSAGES/chitieu.mo
	install -d $(MAN)/man1 $(MAN)/man5 $(DESTDIR)$(PREFIX)/share/chitieu $(DESTDIR)$(PREFIX)/share/doc/chitieu/examples
	install -m 644 man/chitieu.1 $(filter %.1,$(PAGES)) $(MAN)/man1
	install -m 644 man/chitieu.conf.5 man/chitieu-rules.5 $(filter %.5,$(PAGES)) $(MAN)/man5
	cp -R rules $(DESTDIR)$(PREFIX)/share/chitieu/
	install -m 644 packaging/chitieu.lnav.json $(DESTDIR)$(PREFIX)/share/chitieu/
	install -m 644 LICENSE docs/rules.md docs/rules-keys.md docs/codes.md docs/night-run.md $(DESTDIR)$(PREFIX)/share/doc/chitieu
	install -m 644 packaging/chitieu.cron packaging/chitieu.logrotate $(DESTDIR)$(PREFIX)/share/doc/chitieu/examples
	install -D -m 644 packaging/completion/chitieu.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/chitieu
	install -D -m 644 packaging/completion/_chitieu $(DESTDIR)$(ZSHDIR)/_chitieu
	install -d $(DESTDIR)$(UNITDIR)
	sed 's|@BINDIR@|$(PREFIX)/bin|' packaging/chitieu.service >$(DESTDIR)$(UNITDIR)/chitieu.service
	install -m 644 packaging/chitieu.timer $(DESTDIR)$(UNITDIR)
	@[ -e $(CONFIG) ] || install -D -m 644 packaging/chitieu.conf $(CONFIG)

# The configuration, the state and the logs stay.
uninstall:
	rm -rf $(addprefix $(DESTDIR)$(PREFIX)/,$(INSTALLED))
	rm -f $(DESTDIR)$(ZSHDIR)/_chitieu $(DESTDIR)$(UNITDIR)/chitieu.service $(DESTDIR)$(UNITDIR)/chitieu.timer

# Installed into a folder: pages, completions, units, configuration.
installed: build pages
	@bash tests/install.sh $(B)

.PHONY: installed deb deb-check
# The Debian package, built from what is committed, into build/deb.
deb:
	@bash packaging/deb.sh build/deb

# The package looked at by lintian, and installed and run in a fresh Debian (needs root, debootstrap and a network).
deb-check: deb
	@bash packaging/deb-check.sh build/deb

clean:
	rm -rf build

# The rule files that have a schema, as the program names them.
RULE_FILES = $(shell $(B)/chitieu rules schema 2>&1 | sed 's/.*one of: //; s/[.,]//g')

docs: build
	docs/codes.sh >docs/codes.md
	$(Q)mkdir -p rules/schema
	$(Q)for name in $(RULE_FILES); do $(B)/chitieu rules schema $$name >rules/schema/$$name.schema.json || exit 1; done
	python3 docs/rules-keys.py rules/schema/*.schema.json >docs/rules-keys.md

format:
	clang-format -i $(SOURCES) $(wildcard $(foreach s,$(STAGES),$(s)/*.h $(s)/*/*.h $(s)/*/*/*.h)) \
		$(UNIT_TESTS) $(wildcard bench/*.c)

help:
	@echo 'make              build/chitieu'
	@echo 'make run          read the samples into $(DEMO) and show what is in them'
	@echo 'make check        everything a change must hold: warnings, tests, sanitizers'
	@echo 'make deps         install what is missing (Debian; the targets above do it themselves)'
	@echo 'make unit cli log installed golden scored facts forms rulesets headers circles links   parts of make check; SAN=1 for the sanitizer build'
	@echo 'make check-full   make check, and what takes longer: mutated weights, 200 kills, fuzzers, the bench and the corpus'
	@echo 'make mutate       each weight of the matching set to 0 and doubled: a test must fail; make weights: how far each may move'
	@echo 'make nightly      the night run: faults, kills, disks, locks (night-kills: 200 kills); make night: 2,000 files'
	@echo 'make bench        time and memory against the floor and other programs'
	@echo 'make bench-score  accuracy over ../shared/bench, if it is there'
	@echo 'make pairs        samples and bench, saved in the old formats by LibreOffice, read the same'
	@echo 'make corpus       robustness over ../shared/corpus, if it is there'
	@echo 'make encodings    text in TCVN3, VNI and others through the readers, if ../shared/encodings is there'
	@echo 'make fuzz         the readers under libFuzzer for FUZZ_SECONDS each (tests/fuzz/README.md)'
	@echo 'make install      under PREFIX ($(PREFIX)), staged in DESTDIR'
	@echo 'make deb          the Debian package, into build/deb; make deb-check: lintian, and a run in a fresh Debian'
	@echo 'make docs         docs/codes.md, docs/rules-keys.md and rules/schema from the program'
	@echo 'make po           the marked texts of the code into po/vi.po'
	@echo 'make format clean'
