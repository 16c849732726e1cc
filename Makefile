# `make` alone lists the targets: each is documented by the text after its ##.
.DEFAULT_GOAL := help
SHELL := bash
MVN := mvn -B -ntp
JARS := smart.jar smart-mock.jar smart-bench.jar
MODULES := smart-testkit,smart-mock,smart-service,smart-bench
# What the first run has checked already, and what the jars alone don't need.
TESTS_ONLY := -Dspotless.check.skip -Dmdep.analyze.skip -Djacoco.skip
JARS_ONLY := -Dmaven.test.skip $(TESTS_ONLY)
SOURCES := pom.xml config.yml $(wildcard smart-*/pom.xml) $(shell find smart-*/src/main -type f)
# Where the comparison with other gateways is; its README says what it needs.
PEERS ?= ../shared/peers
# What its JVMs are started with: the options that Smart's own launch scripts use.
PEERS_JAVA ?= java -XX:+UseParallelGC -Xmx512m
# A JDK 25, if one is installed, runs a second time what a JDK can change: processes and their options, TLS, the way of a call, what it
# allocates, and a deployment. What is slow (kills, stops, soak, idle connections, isolation) runs once; make test-all runs all twice.
JDK25 ?= $(firstword $(wildcard $(JAVA_HOME_25) /usr/lib/jvm/*25*))
ON_JDK25_TOO := -Dit.test='ProcessIT,TlsIT,AcceptanceIT,AllocationIT,**/request/**/*IT' -Dtest='**/request/**/*Test,ResponseParserTest' \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

.PHONY: help run jars archive dev bench jmh peers hedging-experiment soak sbom test test-all test-live rolling rules dist images screenshots format clean reproducible

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

run: $(JARS) ## build if needed, start the mock and the service; Ctrl-C stops both
	@bin/run

jars: $(JARS) ## build the three jars, if a source changed

archive: smart.jsa ## write smart.jsa, with which the service starts faster: java -XX:SharedArchiveFile=smart.jsa -jar smart.jar ...

dev: ## run the mock and the service; compile and restart when a source changes
	@bin/dev

bench: $(JARS) ## measure the service and the mock with smart-bench; the reports go to target/bench (3 min)
	@bin/bench

jmh: ## time the limiter, the header rules, the JSON check and the hedger; one of them: make jmh BENCHMARKS=Limiter (3 min)
	$(MVN) -q test -Pjmh -DskipTests -Dbenchmarks="$(or $(BENCHMARKS),.*)" -pl smart-service -am $(TESTS_ONLY)

peers: $(JARS) ## compare with nginx, HAProxy, Vert.x, Go and Spring Cloud Gateway; PEERS is the folder with measure.py (7 min)
	$(PEERS)/measure.py --jar smart.jar --java "$(PEERS_JAVA)"

test: ## everything that CI checks: build, style, all tests; where there is a JDK 25 too, on it what a JDK can change
	@bin/needs
	$(MVN) verify
ifneq ($(JDK25),)
	$(MVN) verify -Djvm=$(JDK25)/bin/java $(TESTS_ONLY) $(ON_JDK25_TOO)
endif

test-all: ## as test, with all tests on the JDK 25 too
	@bin/needs
	$(MVN) verify
	$(if $(JDK25),$(MVN) verify -Djvm=$(JDK25)/bin/java $(TESTS_ONLY),@echo "no JDK 25: set JDK25 to its folder")

test-live: ## run the acceptance tests against a deployment: TEST_URL=... REMOTE_URL=... (the mock) make test-live
	@bin/test-live

rolling: $(JARS) ## three replicas behind HAProxy: a rolling update, a kill -9, throughput; four minutes
	bin/rolling

dist: ## build and pack the jars, configurations, launch scripts, systemd unit and manuals into one archive
	$(MVN) -q package $(JARS_ONLY) -pl $(MODULES)
	bin/dist

images: ## check the Dockerfiles and compose files: lint, build, run (root; see docs/containers.md)
	bin/check-images

rules: ## make the PrometheusRule of deploy/kubernetes from deploy/prometheus/smart.rules.yml
	bin/kubernetes-rules >deploy/kubernetes/components/monitoring/prometheusrule.yaml

hedging-experiment: $(JARS) ## measure what hedging brings and costs: the table and figure of docs/hedging.md (an hour)
	java -cp smart-bench.jar smart.bench.hedging.HedgingExperiment target/hedging-experiment $(BACKENDS)

soak: $(JARS) ## half an hour of every fault at once; then nothing may be left behind (smart-service/target/soak.log)
	$(MVN) -q verify -pl smart-service -am -Dtest=none -Dit.test=SoakIT $(TESTS_ONLY) \
	    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
	    -Dsoak.seconds=1800 -Dsoak.restart=20 -Dsoak.pause=50

sbom: ## list what the jars are made of, with licences (target/sbom.json, CycloneDX)
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

# One run makes the three: a pattern says so in make 3.81 too, which macOS has; % stands for the s.
%mart.jar %mart-mock.jar %mart-bench.jar: $(SOURCES)
	$(MVN) -q package $(JARS_ONLY)
