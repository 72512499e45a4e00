# The application image: web client, wheel, then a small runtime without build tools.
FROM node:20.19.5-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

FROM python:3.11.13-slim-bookworm AS wheel
WORKDIR /src
COPY requirements.txt pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/giaoban \
 && /opt/giaoban/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY rooms/ rooms/
COPY signaling/ signaling/
COPY recordings/ recordings/
COPY server/ server/
COPY --from=web /src/web/dist/ server/static/
RUN /opt/giaoban/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11.13-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
      fonts-liberation2 fonts-crosextra-carlito fonts-noto-core \
      libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui bubblewrap \
      tesseract-ocr tesseract-ocr-vie \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/giaoban --create-home giaoban
COPY --from=wheel /opt/giaoban /opt/giaoban
USER giaoban
ENV PATH=/opt/giaoban/bin:$PATH \
    GIAOBAN_DATA=/var/lib/giaoban \
    GIAOBAN_HOST=0.0.0.0 \
    GIAOBAN_PORT=8080
VOLUME /var/lib/giaoban
EXPOSE 8080/tcp 7881/tcp 7882/udp
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
ENTRYPOINT ["giaoban"]
CMD ["serve"]
