/** What was learned of suppliers: listed, and forgotten when a wrong confirmation taught it. */
import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { ADMINISTRATORS, EVERY_ROLE } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { PLACED_FIELDS, type SupplierMemory } from '../../shared/domain/extraction/memory/supplier-memory.ts';
import { FIELD_LABELS } from '../../shared/domain/extraction/result.ts';

const supplier = z
  .object({
    supplier_id: z.string(),
    name: z.string().nullable(),
    confirmed_documents: z.number().int(),
    fields: z
      .partialRecord(z.enum(FIELD_LABELS), z.string())
      .describe('What every document of the supplier shares, as last confirmed'),
    ibans: z.array(z.string()).describe('Every account confirmed; another one is told of by `iban_changed`'),
    places_known: z.array(z.enum(FIELD_LABELS)).describe('Fields whose place in its form is known'),
  })
  .meta({ id: 'Supplier' });

function present(memory: SupplierMemory): z.input<typeof supplier> {
  return {
    supplier_id: memory.supplierId,
    name: memory.constants.nom_fournisseur?.value ?? null,
    confirmed_documents: memory.documents,
    fields: Object.fromEntries(Object.entries(memory.constants).map(([label, { value }]) => [label, value])),
    ibans: memory.ibans,
    places_known: PLACED_FIELDS.filter((label) => memory.places[label] !== undefined),
  };
}

export const listSuppliers = defineRoute({
  id: 'review.suppliers',
  method: 'GET',
  path: '/api/suppliers',
  summary: 'Fournisseurs connus',
  description: 'Suppliers of whom a document was confirmed, and what is recalled for their next one.',
  access: EVERY_ROLE,
  responses: { 200: { description: 'By name', body: z.array(supplier) } },
  uses: ['supplierMemories'],
  example: {},
}).handle(async ({ caller, services }) => {
  const suppliers = (await services.supplierMemories.list(caller.tenant)).map(present);
  return {
    status: 200,
    body: suppliers.sort((a, b) => (a.name ?? a.supplier_id).localeCompare(b.name ?? b.supplier_id, 'fr')),
  };
});

export const forgetSupplier = defineRoute({
  id: 'review.forgetSupplier',
  method: 'DELETE',
  path: '/api/suppliers/{supplier_id}',
  summary: 'Oublier un fournisseur',
  description: 'Forgets what was learned of a supplier. Records that were confirmed stay as they are.',
  access: ADMINISTRATORS,
  params: z.object({ supplier_id: text(200) }),
  responses: { 204: { description: 'Forgotten' } },
  errors: ['not_found'],
  uses: ['supplierMemories'],
  example: {},
}).handle(async ({ input, caller, services }) => {
  if (!(await services.supplierMemories.forget(caller.tenant, input.params.supplier_id)))
    throw new AppError('not_found');
  return { status: 204 };
});
