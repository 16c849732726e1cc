# Smart in production: a JRE, the jar, an archive for a fast start. It runs without root, and writes only the error log.
# docs/containers.md tells how to build, run and test it.
FROM docker.io/library/maven:3.9.11-eclipse-temurin-25-noble AS build
# The commit for --version, since the build context has no git history.
ARG COMMIT=unknown
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -ntp -q package -pl smart-service -am -DbuildNumber="${COMMIT}" \
        -Dmaven.test.skip -Dspotless.check.skip -Dmdep.analyze.skip

FROM docker.io/library/eclipse-temurin:25.0.1_8-jre-noble AS run
WORKDIR /opt/smart
COPY LICENSE NOTICE ./
COPY --from=build /src/smart.jar /src/config.yml ./
COPY bin/healthcheck bin/drain bin/

# A training run, with the same JVM that will use the archive: it loads the classes of a start and some calls.
FROM run AS train
COPY --from=build /src/smart-mock.jar ./
COPY bin/train bin/
RUN bin/train smart.jar smart-mock.jar smart.aot

FROM run
COPY --from=train /opt/smart/smart.aot ./
RUN mkdir -p /var/log/smart && chown 10001:10001 /var/log/smart
VOLUME /var/log/smart
# The admin port listens on the container's network. Restrict access from outside; tasks need credentials.
ENV ERROR_LOG=/var/log/smart/backend_errors.log \
    ADMIN_HOST=0.0.0.0 \
    JDK_JAVA_OPTIONS="-XX:AOTCache=/opt/smart/smart.aot -XX:+UseParallelGC -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
ARG COMMIT=unknown
# The version of pom.xml; a test compares them.
LABEL org.opencontainers.image.title="Smart" \
    org.opencontainers.image.description="Stands in front of one slow, flaky HTTP backend" \
    org.opencontainers.image.version="1.0.0" \
    org.opencontainers.image.revision="${COMMIT}" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.url="https://github.com/smart/smart" \
    org.opencontainers.image.source="https://github.com/smart/smart" \
    org.opencontainers.image.documentation="https://github.com/smart/smart/blob/main/docs/containers.md" \
    org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25.0.1_8-jre-noble"
USER 10001:10001
EXPOSE 8000 8001
# Liveness, not readiness: a replica that drains or refuses calls must not be killed for that.
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 CMD ["bin/healthcheck"]
ENTRYPOINT ["java", "-jar", "smart.jar"]
CMD ["server", "config.yml"]
