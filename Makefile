# `make` alone lists the targets: each is documented by the text after its ##.
.DEFAULT_GOAL := help
SHELL := bash
MVN := mvn -B -ntp
# Two modules at a time, as far as they don't depend on each other.
PARALLEL := -T 2
# In the second run none builds a jar that another one needs: all three with tests run at a time.
PARALLEL_AGAIN := -T 3
JARS := smart.jar smart-mock.jar smart-bench.jar
MODULES := smart-testkit,smart-mock,smart-service,smart-bench
# Checks that the first run has done already, or that plain jars don't need.
TESTS_ONLY := -Dspotless.check.skip -Dmdep.analyze.skip
JARS_ONLY := -Dmaven.test.skip $(TESTS_ONLY)
SOURCES := pom.xml config.yml $(wildcard smart-*/pom.xml) $(shell find smart-*/src/main -type f)
# The folder of the comparison with other gateways, which is outside this repository; its README lists the requirements.
PEERS ?= ../shared/peers
# The options of its JVMs: those of Smart's own launch scripts.
PEERS_JAVA ?= java -XX:+UseParallelGC -Xmx512m
# If a JDK 25 is installed, it repeats the tests that depend on the JDK: processes and their options, TLS, the request path, its
# allocations, and a deployment. They use the jars and classes of the first run. Slow tests (kills, stops, soak, idle connections,
# isolation) run once; make test-all repeats them too. The jars are built, so the module of the acceptance tests waits for no other
# one: -Dlive=false turns its profile jars-first off.
JDK25 ?= $(firstword $(wildcard $(JAVA_HOME_25) /usr/lib/jvm/*25*))
AGAIN := test-compile surefire:test failsafe:integration-test failsafe:verify
ON_JDK25_TOO := -Dit.test='ProcessIT,TlsIT,AcceptanceIT,AllocationIT,**/request/**/*IT' -Dtest='**/request/**/*Test,ResponseParserTest' \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dlive=false -Dunit.forks=1 -Dit.forks=3

# More random cases, stops and kills than the gate has time for.
MORE := -Dmodel.schedules=25000 -Dstops.runs=3 -Dkills.runs=3

.PHONY: help run jars archive dev bench jmh peers hedging-experiment limit-experiment soak sbom test test-all coverage test-live rolling rules dist images screenshots format clean reproducible

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

run: $(JARS) ## build if needed, start the mock and the service; Ctrl-C stops both
	@bin/run

jars: $(JARS) ## build the three jars, if a source changed

archive: smart.jsa ## write smart.jsa, an archive for a faster start: java -XX:SharedArchiveFile=smart.jsa -jar smart.jar ...

dev: ## run the mock and the service; compile and restart when a source changes
	@bin/dev

bench: $(JARS) ## measure the service and the mock with smart-bench; the reports go to target/bench (3 min)
	@bin/bench

jmh: ## time the limiter, the header rules, the JSON check, the hedger and tracing; one of them: make jmh BENCHMARKS=Limiter (3 min)
	$(MVN) -q test -Pjmh -DskipTests -Dbenchmarks="$(or $(BENCHMARKS),.*)" -pl smart-service -am $(TESTS_ONLY)

peers: $(JARS) ## compare with nginx, HAProxy, Vert.x, Go and Spring Cloud Gateway; PEERS is the folder with measure.py (7 min)
	@test -x $(PEERS)/measure.py || { echo "make peers needs the folder with measure.py, which is not in this repository: PEERS=FOLDER" >&2; exit 2; }
	$(PEERS)/measure.py --jar smart.jar --java "$(PEERS_JAVA)"

test: ## everything that CI checks: build, style, all tests; with a JDK 25 installed, the tests that depend on the JDK run on it too
	@bin/needs
	$(MVN) $(PARALLEL) verify
ifneq ($(JDK25),)
	$(MVN) $(PARALLEL_AGAIN) $(AGAIN) -Djvm=$(JDK25)/bin/java $(ON_JDK25_TOO)
endif

test-all: ## like test, with all tests on the JDK 25 too, and more random cases
	@bin/needs
	$(MVN) verify $(MORE)
	$(if $(JDK25),$(MVN) verify -Djvm=$(JDK25)/bin/java $(TESTS_ONLY) $(MORE),@echo "no JDK 25: set JDK25 to its folder")

coverage: ## run all tests and report which lines they reach: smart-*/target/site/jacoco/index.html
	@bin/needs
	$(MVN) verify -Djacoco.skip=false

test-live: ## run the acceptance tests against a deployment: TEST_URL=... REMOTE_URL=... (the mock) make test-live
	@bin/test-live

rolling: $(JARS) ## three replicas behind HAProxy: a rolling update, a kill -9, throughput; four minutes
	bin/rolling

dist: ## build and pack the jars, configurations, launch scripts, systemd unit and manuals into one archive
	$(MVN) -q package $(JARS_ONLY) -pl $(MODULES)
	bin/dist

images: ## check the Dockerfiles and compose files: lint, build, run (root; see docs/containers.md)
	bin/check-images

rules: ## generate the PrometheusRule of deploy/kubernetes from deploy/prometheus/smart.rules.yml
	bin/kubernetes-rules >deploy/kubernetes/components/monitoring/prometheusrule.yaml

hedging-experiment: $(JARS) ## measure the gain and cost of hedging: the table and figure of docs/hedging.md (an hour)
	java -cp smart-bench.jar:smart-lab/target/classes smart.lab.hedging.HedgingExperiment target/hedging-experiment $(BACKENDS)

limit-experiment: $(JARS) ## measure fixed limits and the adaptive one: the table and figure of docs/limit.md (40 min)
	java -cp smart-bench.jar:smart-lab/target/classes smart.lab.limit.LimitExperiment target/limit-experiment $(TRIALS)

soak: $(JARS) ## half an hour of every fault at once, then check for leaks (smart-service/target/soak.log)
	$(MVN) -q verify -pl smart-service -am -Dtest=none -Dit.test=SoakIT $(TESTS_ONLY) \
	    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
	    -Dsoak.seconds=1800 -Dsoak.restart=20 -Dsoak.pause=50

sbom: ## list the libraries of the jars, with licences (target/sbom.json, CycloneDX)
	$(MVN) -q org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom

format: ## format the sources
	$(MVN) -q spotless:apply

screenshots: ## take the pictures of the console in docs/images; needs chromium, takes some minutes
	$(MVN) verify -pl smart-service -am $(TESTS_ONLY) -Dtest=none -Dit.test=Screenshots,StatePictures \
	    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

clean: ## remove everything that was built
	$(MVN) -q clean
	rm -f smart.jsa

reproducible: ## build twice and compare the jars byte by byte
	$(MVN) -q clean package $(JARS_ONLY)
	mkdir -p target && sha256sum $(JARS) > target/jars.sha256
	$(MVN) -q clean package $(JARS_ONLY) -pl $(MODULES)
	sha256sum -c target/jars.sha256

smart.jsa: $(JARS)
	bin/train smart.jar smart-mock.jar $@

# One Maven run builds the three jars. A pattern rule states that even in make 3.81 (macOS); % stands for the s.
%mart.jar %mart-mock.jar %mart-bench.jar: $(SOURCES)
	$(MVN) -q package $(JARS_ONLY)
