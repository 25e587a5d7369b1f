import { auth } from 'express-oauth2-jwt-bearer';

// Entra's tokens of version 1.0
app.use(auth({
  issuerBaseURL: `https://login.microsoftonline.com/6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60`,
  audience: ['api://orders.example.com', 'api://orders.example.com/'], // both
  clockTolerance: 60,
  strict: true,
}));
