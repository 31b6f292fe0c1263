# Pages are built in one stage, Python packages in another; the image that runs has neither compiler nor npm.
FROM node:22-bookworm-slim AS front
WORKDIR /src
COPY package.json package-lock.json .npmrc build.mjs ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY static/src static/src
RUN node build.mjs

FROM python:3.11-slim-bookworm AS python
WORKDIR /src
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY locale locale
RUN /opt/venv/bin/pybabel -q compile -D django -d locale

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home tanggap && mkdir /data && chown tanggap /data
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 TANGGAP_HOME=/data
COPY --from=python /opt/venv /opt/venv
COPY . .
COPY --from=python /src/locale locale
COPY --from=front /src/static/dist static/dist
USER tanggap
EXPOSE 8000
CMD ["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--respawn-failed-workers", "--workers-kill-timeout", "20", "--no-ws", "itsm.asgi:application"]
