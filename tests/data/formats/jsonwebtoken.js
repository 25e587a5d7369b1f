const jwt = require('jsonwebtoken');
jwt.verify(token, key, { algorithms: ['RS256'], audience: 'api://orders.example.com', issuer: 'https://sts.windows.net/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60/', ignoreExpiration: false }, done);
