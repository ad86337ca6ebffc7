# qcodex as a container: the web page, the program with the page inside, and a small system around
# it. `docker build -t qcodex .` needs nothing but this folder; examples of how to run it are
# compose.yaml and examples/.
#
# What a run keeps is in /config, content is in /downloads. It runs as user 1000, group 1000 and
# needs no right beyond that: --user, --read-only and --cap-drop ALL all work.

# --- the web page
FROM node:20-bookworm-slim AS webui
WORKDIR /src/webui
# The packages are fetched again only when their list changes.
COPY webui/package.json webui/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY webui/ ./
RUN npm run --silent build

# --- the program
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
# Dependencies alone, around an empty program: this is most of the time, and it is spent again only
# when the lock file changes.
COPY Cargo.toml Cargo.lock ./
RUN mkdir src \
    && touch src/lib.rs \
    && echo 'fn main() {}' > src/main.rs \
    && cp src/main.rs build.rs \
    && cargo build --release --locked --bin qcodex \
    && rm -r src build.rs
COPY build.rs ./
COPY src/ src/
COPY --from=webui /src/webui/build/ /webui/
# Sources may be older than the empty program; cargo goes by the time of files.
RUN touch build.rs src/lib.rs src/main.rs \
    && QCODEX_WEBUI_DIR=/webui cargo build --release --locked --bin qcodex

# --- what runs
FROM debian:bookworm-slim
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="qcodex" \
      org.opencontainers.image.description="qBittorrent's Web API on top of Codex" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="docker.io/library/debian:bookworm-slim"
RUN groupadd --gid 1000 qcodex \
    && useradd --uid 1000 --gid 1000 --home-dir /config --no-create-home \
        --shell /usr/sbin/nologin qcodex \
    && install -d -o 1000 -g 1000 -m 0700 /config \
    && install -d -o 1000 -g 1000 -m 0775 /downloads
# For https to web seeds, feeds and nodes; the program is all else that the system lacks.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY LICENSE-APACHE LICENSE-MIT /usr/share/doc/qcodex/
COPY --from=build /src/target/release/qcodex /usr/local/bin/
# All of them options of the program. Inside the container every address is its own; which of them
# the world reaches is decided by what is published. The API of the embedded node stays on the
# container's loopback: QCODEX_CODEX_API=0.0.0.0:8085 lets other containers read from it.
ENV QCODEX_PROFILE=/config \
    QCODEX_SAVE_PATH=/downloads \
    QCODEX_WEBUI_ADDRESS=0.0.0.0 \
    QCODEX_WEBUI_PORT=8080
USER 1000:1000
WORKDIR /config
VOLUME ["/config", "/downloads"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 \
    CMD ["/usr/local/bin/qcodex", "--healthcheck"]
ENTRYPOINT ["/usr/local/bin/qcodex"]
