// SPDX-License-Identifier: Apache-2.0
// An authority that we did not write: oidc-provider on 127.0.0.1, at a port of the system's choosing. Prints its issuer
// as the first line that begins with http, and ends when its standard input does, so that it never outlives its test.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import Provider, { errors } from 'oidc-provider';

const algorithms = { rs256: 'RS256', ps256: 'PS256', es256: 'ES256', eddsa: 'EdDSA' };
const orders = 'https://orders.example/';

function jwk(type, options) {
    return generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' });
}

function client(id, secret, method, more = {}) {
    return {
        client_id: id,
        client_secret: secret,
        token_endpoint_auth_method: method,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        ...more,
    };
}

/// The last segment of the resource says how its tokens are signed, and what else is odd about them.
function resourceServer(resource) {
    const [name] = resource.startsWith(orders) ? resource.slice(orders.length).split('/') : [];
    const alg = algorithms[name];
    if (alg === undefined) {
        throw new errors.InvalidTarget();
    }
    return {
        scope: 'orders.read orders.write',
        audience: resource,
        accessTokenTTL: 600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg } },
    };
}

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
    clients: [
        client('by-body', 'body secret +&=%/~8Q', 'client_secret_post'),
        client('by-basic', 'basic secret +&=%/~8Q:', 'client_secret_basic', { scope: 'orders.read' }),
    ],
    jwks: { keys: [jwk('rsa', { modulusLength: 2048 }), jwk('ec', { namedCurve: 'P-256' }), jwk('ed25519')] },
    scopes: ['orders.read', 'orders.write'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
    features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
            enabled: true,
            defaultResource: () => undefined,
            getResourceServerInfo: (ctx, resource) => resourceServer(resource),
        },
    },
    extraTokenClaims: (ctx, token) =>
        token.aud?.endsWith('/without-roles') ? undefined : { roles: ['Orders.Read.All', 'Orders.Write.All'] },
    formats: {
        customizers: {
            jwt: (ctx, token, parts) => {
                if (parts.payload.aud.endsWith('/several')) {
                    parts.payload.aud = ['https://other.example', parts.payload.aud, 'urn:third'];
                }
                return parts;
            },
        },
    },
});

server.on('request', provider.callback());
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
console.log(issuer);
