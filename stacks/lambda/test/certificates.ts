// tsyringe, below @peculiar/x509, asks for it first.
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  cryptoProvider,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { webcrypto } from "node:crypto";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const HOUR_IN_MILLISECONDS = 3_600_000;

cryptoProvider.set(webcrypto);

/** Whoever signs the certificates of servers; it stands in for the authority of RDS. */
export interface Authority {
  certificate: X509Certificate;
  keys: webcrypto.CryptoKeyPair;
  /** What a client trusts, in PEM. */
  pem: string;
}

export async function createAuthority(name: string): Promise<Authority> {
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return { certificate, keys, pem: certificate.toString("pem") };
}

/** A certificate for a server of that name, and its key, in PEM. */
export async function issueCertificate(
  { certificate: issuer, keys: issuerKeys }: Authority,
  host: string,
): Promise<{ certificate: string; key: string }> {
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.create({
    ...validity(),
    subject: `CN=${host}`,
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: issuerKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [new SubjectAlternativeNameExtension([{ type: "dns", value: host }])],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { certificate: certificate.toString("pem"), key: PemConverter.encode(key, "PRIVATE KEY") };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - HOUR_IN_MILLISECONDS), notAfter: new Date(now + HOUR_IN_MILLISECONDS) };
}
